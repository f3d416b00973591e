package io.nextval.client;

import io.nextval.wire.Envelope;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Ping;
import io.nextval.wire.Welcome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection to one node, shared by all threads. {@link #start} sends a request, {@link #await}
 * waits for its end.
 *
 * <p>Who reads: of the threads that wait, one has the reader role; it reads the socket, ends the
 * exchanges of all, and hands the role on when its own has ended. A lone caller so needs no other
 * thread. <b>Invariant:</b> while an exchange is in the table, either a thread has the role, or the
 * waiter of one such exchange has been unparked since the role became free and will take it. It
 * holds because (1) a waiter publishes its exchange before it tries for the role, and a reader
 * frees the role before it looks at the table, so one of the two sees the other; (2) whoever leaves
 * {@link #await}, for whatever reason, looks again; (3) closing the link ends all exchanges. It
 * would break if an exchange's {@code waiter} were a thread that does not end up in {@link #await}
 * when woken.
 *
 * <p>Reads time out every few milliseconds (the tick) so that the reader can look for overdue
 * exchanges, whose waiters may not know yet that they lead a batch. Nothing is consumed by such a
 * timeout. Interrupts are put aside while waiting: a platform thread's read does not notice them; a
 * virtual thread's read closes the socket, which costs a reconnect and a retry, but no number.
 */
final class Link {
    private static final int MASK = ClientLimits.EXCHANGES_MAX - 1;
    private static final int PING_ID = Integer.MAX_VALUE;
    private static final int LARGE_FRAME_BYTES = 4 * 1024;
    private static final int LARGE_WRITE_MILLIS_MAX = 5_000;

    private final Endpoint endpoint;
    private final Welcome welcome;
    private final Socket socket;
    private final FrameInput input;
    private final OutputStream out;
    private final long tickNanos;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean retired = new AtomicBoolean();
    private final AtomicReferenceArray<@Nullable Exchange> table =
            new AtomicReferenceArray<>(ClientLimits.EXCHANGES_MAX);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger lastId = new AtomicInteger();
    private final AtomicReference<@Nullable IOException> closedBy = new AtomicReference<>();
    private volatile long lastReadNanos = System.nanoTime();
    private volatile long pingedNanos = lastReadNanos;

    /**
     * A link over {@code secured}, which runs over {@code socket} or is the same. Closing the link
     * closes the latter: that waits for nobody.
     */
    Link(
            Endpoint endpoint,
            Welcome welcome,
            Socket secured,
            Socket socket,
            FrameInput input,
            int tickMillis)
            throws IOException {
        this.endpoint = endpoint;
        this.welcome = welcome;
        this.socket = socket;
        this.input = input;
        this.out = secured.getOutputStream();
        this.tickNanos = tickMillis * 1_000_000L;
        secured.setSoTimeout(tickMillis);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Welcome welcome() {
        return welcome;
    }

    /** Whether it takes requests. */
    boolean isOpen() {
        return closedBy.get() == null && !retired.get();
    }

    /** Takes no more requests, and closes when those in flight have ended. False if it did. */
    boolean retire() {
        boolean first = retired.compareAndSet(false, true);
        closeIfUnused();
        return first;
    }

    /**
     * Sends the request; the exchange will end. False if nothing was sent, and so the exchange has
     * ended as {@link NotSent}: the link is closed or full, or the caller must not wait and another
     * thread is writing.
     */
    boolean start(Exchange exchange, boolean mayWait) {
        if (!claim(exchange)) {
            exchange.lose(new NotSent("closed, or too many requests in flight"));
            return false;
        }
        boolean sent = false;
        try {
            byte[] frame = FrameCodec.encode(exchange.requestId, exchange.request);
            if (mayWait) {
                writing.lock();
            } else if (!writing.tryLock()) {
                return false;
            }
            try {
                if (isOpen()) {
                    sent = true;
                    write(frame);
                }
            } catch (IOException e) {
                close(e);
            } finally {
                writing.unlock();
            }
        } finally {
            if (!sent && abandon(exchange)) {
                exchange.lose(new NotSent("not sent"));
            }
        }
        return sent;
    }

    /** Returns when the exchange has ended, or around {@code untilNanos}. */
    void await(Exchange exchange, long untilNanos) {
        boolean interrupted = false;
        try {
            while (!exchange.isDone()) {
                interrupted |= Thread.interrupted();
                if (reading.compareAndSet(false, true)) {
                    read(exchange, untilNanos);
                    return;
                }
                long nanos = untilNanos - System.nanoTime();
                if (nanos <= 0) {
                    return;
                }
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            handOn(exchange);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Says that the exchange's waiter will be busy elsewhere for a while, so that it is not the one
     * the reader role is handed to.
     */
    void leave(Exchange exchange) {
        exchange.away = true;
        handOn(exchange);
    }

    /**
     * Takes a request back whose reply is no longer wanted here. False if it has ended, or is just
     * about to.
     */
    boolean abandon(Exchange exchange) {
        return release(exchange.requestId & MASK, exchange);
    }

    /** Closes the link and ends all exchanges as lost; the first cause stays. */
    void close(IOException cause) {
        if (!closedBy.compareAndSet(null, cause)) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        for (int i = 0; i < ClientLimits.EXCHANGES_MAX; i++) {
            Exchange exchange = table.get(i);
            if (exchange != null && release(i, exchange)) {
                exchange.lose(cause);
                LockSupport.unpark(exchange.waiter);
            }
        }
    }

    /** When the last byte came; older than the truth only while nobody reads. */
    long lastReadNanos() {
        return lastReadNanos;
    }

    /** Since when a ping has been unanswered, or {@code nowNanos} after sending a new one. */
    long pingedSince(long nowNanos) {
        long pinged = pingedNanos;
        if (pinged - lastReadNanos > 0) {
            return pinged;
        }
        pingedNanos = nowNanos;
        if (writing.tryLock()) {
            try {
                out.write(FrameCodec.encode(PING_ID, new Ping()));
            } catch (IOException e) {
                close(e);
            } finally {
                writing.unlock();
            }
        }
        return nowNanos;
    }

    /**
     * Small frames fit into the system's buffers even if the server does not read. A large one may
     * block, and with it all that want to write, so somebody looks after it.
     */
    private void write(byte[] frame) throws IOException {
        if (frame.length < LARGE_FRAME_BYTES) {
            out.write(frame);
            return;
        }
        AtomicBoolean written = new AtomicBoolean();
        CompletableFuture.delayedExecutor(LARGE_WRITE_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .execute(
                        () -> {
                            if (!written.get()) {
                                close(new IOException("the server does not read"));
                            }
                        });
        out.write(frame);
        written.set(true);
    }

    private void read(Exchange own, long untilNanos) {
        WakeList wakes = new WakeList();
        try {
            while (!own.isDone()) {
                wakes.wakeAll();
                try {
                    input.fill();
                    lastReadNanos = System.nanoTime();
                    deliver(wakes);
                } catch (SocketTimeoutException e) {
                    wakeOverdue(wakes);
                }
                if (untilNanos - System.nanoTime() <= 0) {
                    break;
                }
            }
        } catch (IOException e) {
            close(e);
        } catch (RuntimeException e) {
            close(new IOException(e.getMessage(), e));
        } finally {
            reading.set(false);
            handOn(own);
            wakes.wakeAll();
        }
    }

    private void deliver(WakeList wakes) throws IOException {
        for (Envelope envelope = input.next(); envelope != null; envelope = input.next()) {
            if (envelope.frame() instanceof Goodbye goodbye) {
                throw new IOException("the server said goodbye: " + goodbye.reason());
            }
            int slot = envelope.requestId() & MASK;
            Exchange exchange = table.get(slot);
            if (exchange != null
                    && exchange.requestId == envelope.requestId()
                    && release(slot, exchange)) {
                end(exchange, envelope.frame(), wakes);
            }
        }
    }

    private void end(Exchange exchange, Frame frame, WakeList wakes) {
        try {
            exchange.replied(frame, wakes);
        } catch (RuntimeException e) {
            exchange.lose(new IOException(e.getMessage(), e));
            wakes.add(exchange.waiter);
            throw e;
        }
    }

    /** Lets one other waiter take the reader role, if nobody has it and somebody needs it. */
    private void handOn(Exchange own) {
        if (inFlight.get() == 0 || reading.get()) {
            return;
        }
        int newest = lastId.get();
        for (int i = 0; i < ClientLimits.EXCHANGES_MAX; i++) {
            Exchange exchange = table.get((newest - i) & MASK);
            if (exchange != null && exchange != own && !exchange.away) {
                LockSupport.unpark(exchange.waiter);
                return;
            }
        }
    }

    private void wakeOverdue(WakeList wakes) {
        long now = System.nanoTime();
        for (int i = 0; i < ClientLimits.EXCHANGES_MAX; i++) {
            Exchange exchange = table.get(i);
            if (exchange != null && !exchange.away && now - exchange.sentNanos > tickNanos) {
                wakes.add(exchange.waiter);
            }
        }
    }

    private boolean claim(Exchange exchange) {
        for (int tries = 0; tries < ClientLimits.EXCHANGES_MAX && isOpen(); tries++) {
            int id = lastId.incrementAndGet() & Integer.MAX_VALUE;
            if (id == 0 || id == PING_ID) {
                continue;
            }
            exchange.requestId = id;
            if (table.compareAndSet(id & MASK, null, exchange)) {
                inFlight.incrementAndGet();
                return true;
            }
        }
        return false;
    }

    private boolean release(int slot, Exchange exchange) {
        if (table.compareAndSet(slot, exchange, null)) {
            inFlight.decrementAndGet();
            closeIfUnused();
            return true;
        }
        return false;
    }

    private void closeIfUnused() {
        if (retired.get() && inFlight.get() <= 0) {
            close(new NotSent("out of use"));
        }
    }
}
