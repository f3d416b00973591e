package io.nextval.jdbc;

import io.nextval.client.PreparedProgram;
import io.nextval.wire.SequenceRef;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers that a session drew or set last, for {@code currval} and {@code lastval}. Any thread;
 * when several draw at the same time, it keeps one of their numbers for each sequence.
 *
 * <p>Drawing one value costs one ordered write: the sequence's number is found through the program
 * that drew last, and which sequence was drawn from last is written only when it changes.
 */
final class SessionNumbers {
    /** Sequences that are remembered; beyond it, all are forgotten. */
    private static final int SEQUENCES_MAX = 100_000;

    private enum Standing {
        UNDEFINED,
        DEFINED,
        /** Perhaps dropped since: to be used only once a server has said that it is there. */
        DOUBTFUL
    }

    private static final class Current {
        private final AtomicLong value = new AtomicLong();
        private volatile Standing standing = Standing.UNDEFINED;

        void set(long number) {
            value.setRelease(number);
            if (standing != Standing.DEFINED) {
                standing = Standing.DEFINED;
            }
        }
    }

    private record Drawn(PreparedProgram program, Current number) {}

    private final Map<SequenceRef, Current> numbers = new ConcurrentHashMap<>();
    private volatile @Nullable Drawn latest;
    private volatile @Nullable Current last;

    /** The one value that a program of one value drew. */
    void drew(PreparedProgram program, long value) {
        Drawn drawn = latest;
        if (drawn == null || drawn.program != program) {
            drawn = new Drawn(program, number(program.program().sequences().get(0)));
            latest = drawn;
        }
        Current number = drawn.number;
        number.set(value);
        if (last != number) {
            last = number;
        }
    }

    void drew(SequenceRef sequence, long value) {
        Current number = number(sequence);
        number.set(value);
        last = number;
    }

    /** Set by the session, which does not count as drawing. */
    void set(SequenceRef sequence, long value) {
        number(sequence).set(value);
    }

    /** The sequence's number; null if there is none, or none that is certain. */
    @Nullable Long current(SequenceRef sequence) {
        Current number = numbers.get(sequence);
        return number != null && number.standing == Standing.DEFINED
                ? (Long) number.value.getAcquire()
                : null;
    }

    /** The number of a sequence that a server has just found; null if there is none. */
    @Nullable Long found(SequenceRef sequence) {
        Current number = numbers.get(sequence);
        if (number == null || number.standing == Standing.UNDEFINED) {
            return null;
        }
        number.standing = Standing.DEFINED;
        return number.value.getAcquire();
    }

    /** The current number of the sequence that was drawn from last. */
    @Nullable Long last() {
        Current number = last;
        return number == null || number.standing == Standing.UNDEFINED
                ? null
                : (Long) number.value.getAcquire();
    }

    /** The sequence was dropped. */
    void forget(SequenceRef sequence) {
        Current number = numbers.remove(sequence);
        if (number != null) {
            number.standing = Standing.UNDEFINED;
            latest = null;
        }
    }

    /** Sequences were dropped, nobody knows which. */
    void doubtAll() {
        for (Current number : numbers.values()) {
            if (number.standing == Standing.DEFINED) {
                number.standing = Standing.DOUBTFUL;
            }
        }
    }

    void forgetAll() {
        numbers.clear();
        latest = null;
        last = null;
    }

    private Current number(SequenceRef sequence) {
        if (numbers.size() >= SEQUENCES_MAX && !numbers.containsKey(sequence)) {
            forgetAll();
        }
        return numbers.computeIfAbsent(sequence, key -> new Current());
    }
}
