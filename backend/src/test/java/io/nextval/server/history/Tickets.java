package io.nextval.server.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds the tries of each ticket into one operation, and holds that all answers to a ticket are
 * equal, a definite no included: a no never consumes.
 */
final class Tickets {
    private final Findings findings;

    Tickets(Findings findings) {
        this.findings = findings;
    }

    List<Operation> fold(List<Operation> operations) {
        List<Operation> requests = new ArrayList<>(operations.size());
        Map<String, Integer> places = new HashMap<>();
        for (Operation operation : operations) {
            String ticket = operation.ticket();
            if (ticket == null) {
                requests.add(operation);
                continue;
            }
            Integer place = places.putIfAbsent(ticket, requests.size());
            if (place == null) {
                requests.add(operation);
            } else {
                requests.set(place, merge(requests.get(place), operation));
            }
        }
        return requests;
    }

    private Operation merge(Operation first, Operation other) {
        if (first.outcome() != Outcome.UNKNOWN
                && other.outcome() != Outcome.UNKNOWN
                && !sameAnswer(first, other)) {
            findings.add(
                    Violation.Kind.EXACTLY_ONCE,
                    "ticket " + first.ticket() + " got two different answers",
                    first,
                    other);
        }
        Operation answer = better(first, other);
        return new Operation(
                answer.thread(),
                answer.sequence(),
                answer.epoch(),
                answer.ticket(),
                Math.min(first.invokeNanos(), other.invokeNanos()),
                answer.returnNanos(),
                answer.values(),
                answer.outcome());
    }

    private static boolean sameAnswer(Operation a, Operation b) {
        return a.outcome() == b.outcome()
                && (a.outcome() == Outcome.FAILED
                        || (a.sequence().equals(b.sequence())
                                && a.epoch() == b.epoch()
                                && a.values().equals(b.values())));
    }

    /** The more definite of two tries; of two alike, the one that returned first. */
    private static Operation better(Operation a, Operation b) {
        int rank = Integer.compare(rank(a), rank(b));
        if (rank == 0) {
            rank = Long.compare(a.returnNanos(), b.returnNanos());
        }
        return rank <= 0 ? a : b;
    }

    private static int rank(Operation operation) {
        return switch (operation.outcome()) {
            case DEFINITE -> 0;
            case FAILED -> 1;
            case UNKNOWN -> 2;
        };
    }
}
