package io.nextval.client;

import io.nextval.wire.Frame;
import io.nextval.wire.Granted;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.Consumer;

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

    private final @Nullable Consumer<Frame> listener;
    private volatile @Nullable Frame reply;
    private volatile @Nullable IOException lost;

    Exchange(Link link, Frame request, @Nullable Batch batch, Thread waiter) {
        this.link = link;
        this.request = request;
        this.batch = batch;
        this.waiter = waiter;
        this.listener = null;
    }

    /**
     * A request that nobody waits for. Its reply is given to {@code listener}, which must be quick,
     * by whoever reads the link next for another one.
     */
    Exchange(Link link, Frame request, Consumer<Frame> listener) {
        this.link = link;
        this.request = request;
        this.batch = null;
        this.waiter = Thread.currentThread();
        this.away = true;
        this.listener = listener;
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
        Granted granted = batch == null ? null : batch.granted(frame);
        if (listener != null) {
            listener.accept(frame);
            reply = frame;
        } else if (batch != null && granted != null) {
            batch.granted(link, granted, wakes);
            reply = granted;
        } else {
            reply = frame;
            wakes.add(waiter);
        }
    }

    void lose(IOException cause) {
        lost = cause;
    }
}
