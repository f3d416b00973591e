package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The numbers that a statement with calls in it needs. */
final class Numbers {
    private Numbers() {}

    /**
     * Draws for so many rows of bind parameters: one round trip for each sequence, however many
     * rows and calls.
     *
     * @return for each row, for each of the text's numbers, its value
     */
    static long[][] draw(NumberedText text, int rows, ClusterSession cluster, Interruptible by)
            throws SQLException {
        List<NumberedText.Place> numbers = text.numbers();
        Map<GlobalName, Integer> wanted = new LinkedHashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            SequenceCall call = numbers.get(i).call();
            if (call.kind() == SequenceCall.Kind.NEXT && numbers.get(i).slot() == i) {
                wanted.merge(Objects.requireNonNull(call.sequence()), rows, Math::addExact);
            }
        }
        Session before = new Session(text, cluster, by);
        Map<GlobalName, long[]> drawn = new HashMap<>();
        for (Map.Entry<GlobalName, Integer> each : wanted.entrySet()) {
            drawn.put(each.getKey(), cluster.next(each.getKey(), each.getValue(), by));
        }
        Map<GlobalName, Integer> used = new HashMap<>();
        long[][] values = new long[rows][numbers.size()];
        for (long[] row : values) {
            fill(row, numbers, drawn, used, before);
        }
        return values;
    }

    private static void fill(
            long[] row,
            List<NumberedText.Place> numbers,
            Map<GlobalName, long[]> drawn,
            Map<GlobalName, Integer> used,
            Session session) {
        for (int i = 0; i < row.length; i++) {
            NumberedText.Place number = numbers.get(i);
            SequenceCall call = number.call();
            GlobalName sequence = call.sequence();
            if (call.kind() != SequenceCall.Kind.NEXT || sequence == null) {
                continue;
            }
            if (number.slot() == i) {
                int at = used.merge(sequence, 1, Integer::sum) - 1;
                row[i] = Objects.requireNonNull(drawn.get(sequence))[at];
            } else {
                row[i] = row[number.slot()];
            }
        }
        for (int i = 0; i < row.length; i++) {
            SequenceCall call = numbers.get(i).call();
            if (call.kind() == SequenceCall.Kind.NEXT) {
                session.drew(Objects.requireNonNull(call.sequence()), row[i]);
            } else {
                row[i] = session.value(numbers, i, row);
            }
        }
    }

    /** The current values: those of before, and those that were drawn on the way. */
    private static final class Session {
        private final Map<GlobalName, Long> current = new HashMap<>();
        private long last;

        Session(NumberedText text, ClusterSession cluster, Interruptible by) throws SQLException {
            List<NumberedText.Place> numbers = text.numbers();
            boolean drawn = false;
            for (int i = 0; i < numbers.size(); i++) {
                SequenceCall call = numbers.get(i).call();
                GlobalName sequence = call.sequence();
                switch (call.kind()) {
                    case NEXT -> {
                        drawn = true;
                        if (sequence != null) {
                            current.putIfAbsent(sequence, 0L);
                        }
                    }
                    case CURRENT -> {
                        boolean later = call.standardForm() && isDrawn(numbers, sequence);
                        if (sequence != null && !current.containsKey(sequence) && !later) {
                            current.put(sequence, cluster.current(sequence));
                        }
                    }
                    default -> {
                        if (!drawn) {
                            last = cluster.drewLast() ? cluster.last() : by.lastLocally();
                        }
                    }
                }
            }
        }

        void drew(GlobalName sequence, long value) {
            current.put(sequence, value);
            last = value;
        }

        /** Of currval or lastval; the standard's currval sees a number that is drawn beside it. */
        long value(List<NumberedText.Place> numbers, int index, long[] row) {
            SequenceCall call = numbers.get(index).call();
            GlobalName sequence = call.sequence();
            if (sequence == null) {
                return last;
            }
            for (int i = 0; call.standardForm() && i < row.length; i++) {
                SequenceCall other = numbers.get(i).call();
                if (other.kind() == SequenceCall.Kind.NEXT && sequence.equals(other.sequence())) {
                    return row[i];
                }
            }
            return Objects.requireNonNull(current.get(sequence));
        }

        private static boolean isDrawn(
                List<NumberedText.Place> numbers, @Nullable GlobalName sequence) {
            return numbers.stream()
                    .map(NumberedText.Place::call)
                    .anyMatch(
                            call ->
                                    call.kind() == SequenceCall.Kind.NEXT
                                            && Objects.equals(call.sequence(), sequence));
        }
    }
}
