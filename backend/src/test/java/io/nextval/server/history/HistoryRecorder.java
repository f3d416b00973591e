package io.nextval.server.history;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Records a history while it happens. Any thread; each thread writes to a buffer of its own, so
 * that recording hardly changes what it watches.
 */
public final class HistoryRecorder {
    private final long seed;
    private final List<SequenceRule> rules;
    private final Map<String, Fault> faults = new LinkedHashMap<>();
    private final List<HealthySpan> healthy = new ArrayList<>();
    private final ConcurrentLinkedQueue<List<Operation>> buffers = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<List<Operation>> buffer = ThreadLocal.withInitial(this::newBuffer);
    private final LongAdder answers = new LongAdder();

    public HistoryRecorder(long seed, List<SequenceRule> rules) {
        this.seed = seed;
        this.rules = List.copyOf(rules);
    }

    /** Starts a request for {@code count} values in the sequence's first epoch. */
    public Call invoke(String sequence, long count) {
        return invoke(sequence, count, null);
    }

    /** Starts a try of the request that the ticket names. */
    public Call invoke(String sequence, long count, @Nullable String ticket) {
        return new Call(sequence, count, ticket, System.nanoTime());
    }

    /** Announces a fault. Unless it {@link #fired}, the verdict will be unknown. */
    public synchronized void plan(String fault) {
        faults.putIfAbsent(fault, new Fault(fault, 0, ""));
    }

    /** Notes that a fault happened, with the proof. */
    public synchronized void fired(String fault, String evidence) {
        Fault before = faults.getOrDefault(fault, new Fault(fault, 0, ""));
        String proof = before.times() == 0 ? evidence : before.evidence() + "; " + evidence;
        faults.put(fault, new Fault(fault, before.times() + 1, proof));
    }

    /** Notes that a majority was healthy from then until then, in nanoTime. */
    public synchronized void healthy(long fromNanos, long untilNanos) {
        healthy.add(new HealthySpan(fromNanos, untilNanos));
    }

    /** Number of operations that were answered with values so far. */
    public long answers() {
        return answers.sum();
    }

    /** What was recorded until now. */
    public synchronized History history() {
        List<Operation> operations = new ArrayList<>();
        for (List<Operation> each : buffers) {
            synchronized (each) {
                operations.addAll(each);
            }
        }
        return new History(seed, rules, operations, List.copyOf(faults.values()), healthy);
    }

    private List<Operation> newBuffer() {
        List<Operation> list = Collections.synchronizedList(new ArrayList<>());
        buffers.add(list);
        return list;
    }

    /** A request under way. Finish it once, from the thread that reads its outcome. */
    public final class Call {
        private final String sequence;
        private final long count;
        private final @Nullable String ticket;
        private final long invokeNanos;

        private Call(String sequence, long count, @Nullable String ticket, long invokeNanos) {
            this.sequence = sequence;
            this.count = count;
            this.ticket = ticket;
            this.invokeNanos = invokeNanos;
        }

        /** The answer has arrived. */
        public void granted(Range values) {
            finish(values, Outcome.DEFINITE);
            answers.increment();
        }

        /** No answer will be waited for any more. */
        public void unknown() {
            finish(Range.asked(count), Outcome.UNKNOWN);
        }

        /** The answer is a definite no. */
        public void failed() {
            finish(Range.asked(count), Outcome.FAILED);
        }

        private void finish(Range values, Outcome outcome) {
            long now = System.nanoTime();
            buffer.get()
                    .add(
                            new Operation(
                                    Thread.currentThread().getName(),
                                    sequence,
                                    0,
                                    ticket,
                                    invokeNanos,
                                    now,
                                    values,
                                    outcome));
        }
    }
}
