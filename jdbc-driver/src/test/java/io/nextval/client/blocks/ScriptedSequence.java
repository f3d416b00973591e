package io.nextval.client.blocks;

import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.wire.Granted;
import io.nextval.wire.Reserved;
import io.nextval.wire.Retry;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A sequence as a server keeps it, with a gate in which reservations can be held up. */
final class ScriptedSequence implements BlockSource {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private final AtomicInteger reservations = new AtomicInteger();
    private final AtomicInteger ahead = new AtomicInteger();
    private final AtomicInteger draws = new AtomicInteger();
    private final AtomicInteger held = new AtomicInteger();
    private final BlockCache cache = new BlockCache(this);
    private long next;
    private long last;
    private final long increment;
    private long validMillis = 60_000;
    private long size;
    private boolean shut;
    private boolean ended;
    private volatile long largest;

    ScriptedSequence(long first, long last, long increment, long size) {
        this.next = first;
        this.last = last;
        this.increment = increment;
        this.size = size;
        cache.cache(size);
    }

    static ScriptedSequence ascending(long size) {
        return new ScriptedSequence(1, Long.MAX_VALUE, 1, size);
    }

    BlockCache cache() {
        return cache;
    }

    void validFor(long millis) {
        run(() -> validMillis = millis);
    }

    /** As ALTER … CACHE 1 does: reservations give nothing. */
    void turnStrict() {
        run(() -> size = 1);
    }

    void restart(long first) {
        run(() -> next = first);
    }

    /** As ALTER … MAXVALUE does. */
    void extend(long value) {
        run(
                () -> {
                    last = value;
                    ended = false;
                });
    }

    /** From now on reservations wait, before they are carried out. */
    void shut() {
        run(() -> shut = true);
    }

    void open() {
        run(() -> shut = false);
    }

    /** Reservations that wait now. */
    int held() {
        return held.get();
    }

    int reservations() {
        return reservations.get();
    }

    /** Reservations that no caller waited for when they were begun. */
    int ahead() {
        return ahead.get();
    }

    int draws() {
        return draws.get();
    }

    /** The most values that were asked for at once. */
    long largest() {
        return largest;
    }

    @Override
    public Reservation reserve(long count, Deadline deadline) throws ClientException {
        long nanos = System.nanoTime();
        long millis = System.currentTimeMillis();
        reservations.incrementAndGet();
        if (Thread.currentThread().getName().equals("nextval-reserve-ahead")) {
            ahead.incrementAndGet();
        }
        lock.lock();
        try {
            held.incrementAndGet();
            while (shut) {
                long left = deadline.leftNanos();
                if (left <= 0) {
                    throw noValue(deadline, "no reply");
                }
                opened.await(Math.min(left, 1_000_000), TimeUnit.NANOSECONDS);
            }
            largest = Math.max(largest, count);
            boolean strict = size == 1;
            return new Reservation(
                    strict ? new Reserved(7, 0, 0, increment, 0, 1) : block(count), nanos, millis);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while the driver talks to a server", e);
        } finally {
            held.decrementAndGet();
            lock.unlock();
        }
    }

    @Override
    public long draw(Deadline deadline) throws ClientException {
        return draw(1, deadline).first();
    }

    @Override
    public Granted draw(long count, Deadline deadline) throws ClientException {
        draws.incrementAndGet();
        Granted taken;
        lock.lock();
        try {
            taken = take(count);
        } finally {
            lock.unlock();
        }
        cache.passed();
        return taken;
    }

    @Override
    public ClientException noValue(Deadline deadline, String reason) {
        return new ClientException(ClientException.NO_ANSWER, Retry.SAFE, reason);
    }

    private Reserved block(long count) throws ClientException {
        Granted taken = take(Math.min(count, left()));
        return new Reserved(7, taken.first(), taken.count(), increment, validMillis, size);
    }

    private long left() {
        long steps = (last - next) / increment;
        return steps < 0 || steps == Long.MAX_VALUE ? Long.MAX_VALUE : steps + 1;
    }

    private Granted take(long count) throws ClientException {
        if (ended || left() < count || count == 0) {
            throw new ClientException("2200H", Retry.NEVER, "reached the last value " + last);
        }
        Granted taken = new Granted(7, next, count, increment, null);
        ended = left() == count;
        next += count * increment;
        return taken;
    }

    private void run(Runnable change) {
        lock.lock();
        try {
            change.run();
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
