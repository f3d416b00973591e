package io.nextval.server.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Strict order: a request that was invoked after another was answered has the greater position, in
 * the same or a later epoch.
 *
 * <p>Invocations and answers are swept in the order of time, invocations first where times are
 * equal, so that only requests which certainly followed each other are compared. The greatest
 * answered position so far is enough: if any earlier answer is above an invocation's value, so is
 * the greatest.
 */
final class OrderCheck {
    private OrderCheck() {}

    /** Takes the answered requests of all epochs of one sequence, in any order. */
    static void run(String sequence, List<Request> requests, Findings findings) {
        Request[] invoked = requests.toArray(new Request[0]);
        Request[] answered = invoked.clone();
        Arrays.sort(invoked, Comparator.comparingLong(Request::invokeNanos));
        Arrays.sort(answered, Comparator.comparingLong(Request::answerNanos));
        Request greatest = null;
        int next = 0;
        for (Request request : invoked) {
            for (; answered[next].answerNanos() < request.invokeNanos(); next++) {
                if (greatest == null || isAbove(answered[next], greatest)) {
                    greatest = answered[next];
                }
            }
            if (greatest != null && !startsAfter(request, greatest)) {
                findings.add(
                        Violation.Kind.ORDER,
                        "a later call of " + sequence + " got an earlier value",
                        greatest.operation(),
                        request.operation());
            }
        }
    }

    private static boolean isAbove(Request a, Request b) {
        return a.epoch() > b.epoch()
                || (a.epoch() == b.epoch() && a.lastPosition() > b.lastPosition());
    }

    private static boolean startsAfter(Request later, Request earlier) {
        return later.epoch() > earlier.epoch()
                || (later.epoch() == earlier.epoch()
                        && later.firstPosition() > earlier.lastPosition());
    }
}
