package io.nextval.client;

import static java.util.Objects.requireNonNull;

import io.nextval.wire.Frame;
import io.nextval.wire.Granted;
import io.nextval.wire.Retry;
import io.nextval.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.LockSupport;

/**
 * The callers that share one request, in arrival order. Filled by one thread, then driven by the
 * waiter that leads it. Its values are handed out by the reader of the link that the reply came on,
 * which also sends the sequence's next batch, so that it does not wait for a thread to wake.
 */
final class Batch {
    private final Combiner combiner;
    private final SequenceHandle sequence;
    private final TicketedCall call;
    private @Nullable Waiter first;
    private @Nullable Waiter last;
    private int size;

    Batch(Combiner combiner, SequenceHandle sequence) {
        this.combiner = combiner;
        this.sequence = sequence;
        this.call = new TicketedCall(sequence.cluster(), new NextRequest(sequence, this), this);
    }

    int size() {
        return size;
    }

    void add(Waiter waiter) {
        if (!waiter.join(this)) {
            return;
        }
        waiter.next = null;
        if (last == null) {
            first = waiter;
        } else {
            last.next = waiter;
        }
        last = waiter;
        size++;
    }

    /** Sends the request if that needs no waiting, else wakes its leader. */
    void start(@Nullable Link reading, WakeList wakes) {
        Waiter leader = requireNonNull(first);
        Exchange offered = call.offer(leader.thread);
        leader.lead();
        // From here on the leader may be driving: nothing but the offered exchange is touched.
        if (offered == null || !offered.link.start(offered, false) || offered.link != reading) {
            wakes.add(leader.thread);
        }
    }

    /**
     * Called by the leading waiter: true when the batch has ended, false when the leader's time is
     * up before.
     */
    boolean drive(Waiter leader) {
        Frame reply;
        try {
            reply = call.run(leader.deadline);
        } catch (ClientException e) {
            fail(e);
            return true;
        } catch (RuntimeException | Error e) {
            fail(new ClientException("XX000", Retry.UNKNOWN, "the driver failed: " + e, e));
            return true;
        }
        if (reply != null && !(reply instanceof Granted)) {
            fail(Call.failure(reply));
        }
        return reply != null;
    }

    /** The values of an answer, whichever frame they came in; null for any other answer. */
    @Nullable Granted granted(Frame answer) {
        return sequence.granted(answer);
    }

    /** Called by the link's reader: gives each waiter its value. */
    void granted(Link link, Granted granted, WakeList wakes) {
        if (granted.count() > size) {
            throw new WireException(granted.count() + " values granted, " + size + " asked for");
        }
        call.settle();
        sequence.drew(granted.sequenceId());
        int count = (int) granted.count();
        if (count == size) {
            combiner.passOn(size, link, wakes);
        }
        Waiter waiter = requireNonNull(first);
        for (int i = 0; i < count; i++) {
            Waiter after = waiter.next;
            waiter.complete(granted.value(i));
            wakes.add(waiter.thread);
            if (after == null) {
                return;
            }
            waiter = after;
        }
        askAgain(waiter, wakes);
    }

    /**
     * Called by the leading waiter when its time is up: another one leads from here on, or the
     * request is given up. The error to throw.
     */
    ClientException left(Waiter leader) {
        for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
            if (waiter.isSent()) {
                call.handTo(waiter.thread);
                waiter.lead();
                LockSupport.unpark(waiter.thread);
                if (waiter.isSent() || !waiter.takeLead()) {
                    return sequence.noAnswer(leader.timeoutNanos, call.reason(), true);
                }
            }
        }
        boolean unknown = call.outcomeUnknown();
        Frame late = call.giveUp();
        if (!(late instanceof Granted)) {
            WakeList wakes = new WakeList();
            combiner.passOn(size, null, wakes);
            wakes.wakeAll();
        }
        return sequence.noAnswer(leader.timeoutNanos, call, unknown);
    }

    /**
     * The sequence had less left than asked for: the rest ask again and get its definite answer.
     */
    private void askAgain(Waiter rest, WakeList wakes) {
        Batch again = new Batch(combiner, sequence);
        for (Waiter waiter = rest; waiter != null; ) {
            Waiter after = waiter.next;
            again.add(waiter);
            waiter = after;
        }
        if (again.first == null) {
            combiner.passOn(size, null, wakes);
        } else {
            again.first.lead();
            wakes.add(again.first.thread);
        }
    }

    private void fail(ClientException failure) {
        WakeList wakes = new WakeList();
        combiner.passOn(size, null, wakes);
        for (Waiter waiter = first; waiter != null; waiter = waiter.next) {
            waiter.fail(failure);
            wakes.add(waiter.thread);
        }
        wakes.wakeAll();
    }
}
