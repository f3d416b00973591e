package io.nextval.server.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Makes up histories that a correct sequence can produce: a few clients call one after the other,
 * each call takes effect at one moment between its invocation and its return, and values are given
 * out in the order of those moments. A call without an answer may take effect later, or never.
 */
final class RandomHistory {
    static final String SEQUENCE = "orders";

    private final Random random;
    private final SequenceRule rule;
    private final int clients;
    private final int callsEach;
    private final double unknownShare;
    private final List<Call> calls = new ArrayList<>();

    /** A call and the moment in which it took effect. */
    private record Call(
            String thread,
            String ticket,
            long invoke,
            long effect,
            long end,
            int count,
            Fate fate) {}

    private enum Fate {
        ANSWERED,
        RETRIED,
        LOST_REPLY,
        LOST_REQUEST,
        REFUSED
    }

    RandomHistory(long seed, int clients, int callsEach, double unknownShare) {
        this.random = new Random(seed);
        this.clients = clients;
        this.callsEach = callsEach;
        this.unknownShare = unknownShare;
        long increment = (1 + random.nextInt(5)) * (random.nextBoolean() ? 1L : -1L);
        long start =
                switch (random.nextInt(3)) {
                    case 0 -> increment > 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
                    case 1 -> random.nextInt();
                    default -> 1;
                };
        this.rule = SequenceRule.strict(SEQUENCE, start, increment);
    }

    History make() {
        for (int client = 0; client < clients; client++) {
            makeCalls(client);
        }
        calls.sort(Comparator.comparingLong(Call::effect));
        List<Operation> operations = new ArrayList<>();
        long position = 0;
        for (Call call : calls) {
            Range values = new Range(rule.value(position), call.count, rule.increment());
            if (call.fate != Fate.REFUSED && call.fate != Fate.LOST_REQUEST) {
                position += call.count;
            }
            record(call, values, operations);
        }
        Collections.shuffle(operations, random);
        return new History(0, List.of(rule), operations, List.of(), List.of());
    }

    private void makeCalls(int client) {
        long now = random.nextInt(50);
        for (int i = 0; i < callsEach; i++) {
            long invoke = now + random.nextInt(20);
            long end = invoke + random.nextInt(100);
            Fate fate = fate();
            long late = fate == Fate.LOST_REPLY ? random.nextInt(500) : 0;
            long effect = invoke + random.nextInt((int) (end - invoke) + 1) + late;
            int count = 1 + (random.nextInt(4) == 0 ? random.nextInt(9) : 0);
            String thread = "client-" + client;
            calls.add(new Call(thread, thread + "#" + i, invoke, effect, end, count, fate));
            now = end + random.nextInt(30);
        }
    }

    private Fate fate() {
        if (random.nextDouble() < unknownShare) {
            return random.nextBoolean() ? Fate.LOST_REPLY : Fate.LOST_REQUEST;
        }
        return switch (random.nextInt(20)) {
            case 0 -> Fate.REFUSED;
            case 1 -> Fate.RETRIED;
            default -> Fate.ANSWERED;
        };
    }

    private static void record(Call call, Range values, List<Operation> operations) {
        switch (call.fate) {
            case ANSWERED -> operations.add(operation(call, call.end, values, Outcome.DEFINITE));
            case REFUSED -> operations.add(operation(call, call.end, values, Outcome.FAILED));
            case LOST_REPLY, LOST_REQUEST ->
                    operations.add(operation(call, call.end, values, Outcome.UNKNOWN));
            case RETRIED -> {
                operations.add(operation(call, call.invoke, values, Outcome.UNKNOWN));
                operations.add(operation(call, call.end, values, Outcome.DEFINITE));
                operations.add(operation(call, call.end + 7, values, Outcome.DEFINITE));
            }
        }
    }

    private static Operation operation(Call call, long end, Range values, Outcome outcome) {
        Range known = outcome == Outcome.DEFINITE ? values : Range.asked(values.count());
        return new Operation(
                call.thread, SEQUENCE, 0, call.ticket, call.invoke, end, known, outcome);
    }
}
