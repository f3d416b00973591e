package io.nextval.client;

import io.nextval.wire.Frame;
import io.nextval.wire.Granted;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * One request on its way over one link. It ends once: with a reply, or lost with its link. Whoever
 * takes it out of the link's table ends it, so a late reply can not reach one that was given up.
 */
final class Exchange {
    final Link link;
    final Frame request;
    final @Nullable Batch batch;

    /** Set by the link before it publishes the exchange. */
    int requestId;

    final long sentNanos = System.nanoTime();

    /** Who drives this exchange; woken when it ends, when it is overdue, and to read. */
    volatile Thread waiter;

    /** The waiter is busy elsewhere and can not take the reader role soon. */
    volatile boolean away;

    private volatile @Nullable Frame reply;
    private volatile @Nullable IOException lost;

    Exchange(Link link, Frame request, @Nullable Batch batch, Thread waiter) {
        this.link = link;
        this.request = request;
        this.batch = batch;
        this.waiter = waiter;
    }

    boolean isDone() {
        return reply != null || lost != null;
    }

    @Nullable Frame reply() {
        return reply;
    }

    @Nullable IOException lost() {
        return lost;
    }

    /**
     * Called by the link's reader, which wakes the threads in {@code wakes} afterwards. Values for
     * a batch are handed out first, and wake their callers; the driving one is among them.
     */
    void replied(Frame frame, WakeList wakes) {
        if (batch != null && frame instanceof Granted granted) {
            batch.granted(link, granted, wakes);
            reply = frame;
        } else {
            reply = frame;
            wakes.add(waiter);
        }
    }

    void lose(IOException cause) {
        lost = cause;
    }
}
