package io.nextval.server.raft;

import io.nextval.server.command.Batch;
import io.nextval.server.command.BatchCodec;
import io.nextval.server.command.Command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns the requests that wait for one group into log entries while this node leads the group.
 *
 * <p>{@link #offer} is called from any thread and never blocks; the thread of {@code turns} gathers
 * what has arrived and hands it to the log. It is the event loop of the Raft port, so that an entry
 * is on its way to the followers without another hand-over, and never one that serves clients: the
 * log may make it wait for a lock, or for room in a queue that holds many times {@link
 * #IN_FLIGHT_MAX}.
 *
 * <p><b>Batching without a timer.</b> While fewer than {@link #IN_FLIGHT_MAX} entries are under
 * way, whatever waits goes out at once, so a lone request never waits for company. While that many
 * are under way, newcomers gather; the next completion sends them all as one entry. So the batch
 * size follows the load by itself: the slower the log, the fuller the entries.
 *
 * <p><b>Order.</b> The queue is first in, first out, one thread drains it and one thread applies
 * the log, so requests of one connection are applied in the order they arrived. Strict order needs
 * no more: values are assigned at apply, and an answer leaves only after that.
 *
 * <p><b>Who completes a proposal.</b> The entry's {@link PendingBatch} answers once: either it was
 * applied here, or Ratis said that it can not tell. {@link PendingBatch#settle} decides the race.
 */
final class Proposer implements AutoCloseable {
    /**
     * Entries under way at once; 1, 2 and 4 measured alike at full load, 2 is better at low load.
     */
    static final int IN_FLIGHT_MAX = Integer.getInteger("nextval.raft.inFlight", 2);

    /** Requests that may wait; beyond it they are refused, which is safe to retry. */
    static final int WAITING_MAX = 20_000;

    /** With at most some 300 bytes a command, a full batch stays far below an entry's 1 MB. */
    private static final int BATCH_COMMANDS_MAX = 1_024;

    /** Hands an encoded entry to the log. May block; must settle the batch if it can not. */
    interface Log {
        void append(byte[] entry, PendingBatch batch);
    }

    private final ConcurrentLinkedQueue<Proposal> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingCount = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final LogClock clock = new LogClock();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Executor turns;
    private final Log log;
    private volatile boolean leading;
    private volatile boolean closed;

    /** {@code turns} runs one task after the other, like an event loop. */
    Proposer(Executor turns, Log log) {
        this.turns = turns;
        this.log = log;
    }

    /** Starts to serve: called once the state has applied everything of earlier terms. */
    void lead(long stateTimeMillis) {
        clock.start(stateTimeMillis);
        leading = true;
        wake();
    }

    /** Stops to serve; whatever waits is told so. */
    void follow() {
        leading = false;
        wake();
    }

    boolean leading() {
        return leading;
    }

    int waiting() {
        return waitingCount.get();
    }

    /** Where log time stands by this node's clock; only a node that has led knows. */
    long logTimeMillis() {
        return clock.millis();
    }

    /** Takes a request, or refuses it on the spot. Never blocks. */
    void offer(Proposal proposal) {
        if (!leading || closed) {
            proposal.notLeader();
        } else if (waitingCount.incrementAndGet() > WAITING_MAX) {
            waitingCount.decrementAndGet();
            proposal.overloaded();
        } else {
            waiting.add(proposal);
            wake();
        }
    }

    /** A batch was settled: there is room for the next. */
    void settled() {
        inFlight.decrementAndGet();
        wake();
    }

    private void wake() {
        if (workToDo() && scheduled.compareAndSet(false, true)) {
            try {
                turns.execute(this::turn);
            } catch (RejectedExecutionException e) {
                // The node is closing.
                scheduled.set(false);
                refuseWaiting();
            }
        }
    }

    /** The flag is down before the first look, so what comes later has a turn of its own. */
    private void turn() {
        scheduled.set(false);
        while (workToDo()) {
            if (leading && !closed) {
                send();
            } else {
                refuseWaiting();
            }
        }
    }

    private boolean workToDo() {
        return !waiting.isEmpty() && (!leading || closed || inFlight.get() < IN_FLIGHT_MAX);
    }

    private void send() {
        List<Proposal> proposals = new ArrayList<>();
        List<Command> commands = new ArrayList<>();
        while (commands.size() < BATCH_COMMANDS_MAX) {
            Proposal next = waiting.poll();
            if (next == null) {
                break;
            }
            proposals.add(next);
            commands.add(next.command());
        }
        waitingCount.addAndGet(-proposals.size());
        inFlight.incrementAndGet();
        PendingBatch batch = new PendingBatch(this, proposals);
        log.append(BatchCodec.encode(new Batch(clock.millis(), commands)), batch);
    }

    private void refuseWaiting() {
        for (Proposal p = waiting.poll(); p != null; p = waiting.poll()) {
            waitingCount.decrementAndGet();
            p.notLeader();
        }
    }

    @Override
    public void close() {
        closed = true;
        leading = false;
        refuseWaiting();
    }
}
