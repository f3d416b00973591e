package io.nextval.client.blocks;

import io.nextval.wire.Granted;
import io.nextval.wire.Reserved;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Reserved values that are handed out from the first to the last. Any thread. */
final class Block {
    /** A block without values. */
    static final Block NONE = new Block(new Reservation(new Reserved(0, 0, 0, 0, 0, 1), 0, 0));

    private static final VarHandle TAKEN;

    static {
        try {
            TAKEN = MethodHandles.lookup().findVarHandle(Block.class, "taken", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Reserved values;
    private final long first;
    private final long count;
    private final long increment;
    private final long endNanos;
    private final long endMillis;
    private final long lateNanos;

    /** Where in the block the next reservation is to be asked for. Written before publication. */
    private long aheadAt = Long.MAX_VALUE;

    /** Somebody has asked for the next reservation. Racy: asking twice is harmless. */
    private boolean asked;

    private volatile long taken;

    Block(Reservation reservation) {
        this.values = reservation.values();
        this.first = values.first();
        this.count = values.count();
        this.increment = values.increment();
        long validNanos = values.validMillis() * 1_000_000L;
        this.endNanos = reservation.begunNanos() + validNanos;
        this.endMillis = reservation.begunMillis() + values.validMillis();
        this.lateNanos = validNanos / BlockLimits.VALIDITY_PARTS;
    }

    /** Index of a value that is the caller's from now on; negative if none is left. */
    long claim() {
        if (taken >= count) {
            return -1;
        }
        long index = (long) TAKEN.getAndAdd(this, 1L);
        return index < count ? index : -1;
    }

    /** Index of the first of {@code wanted} values in a row; negative if fewer are left. */
    long claim(long wanted) {
        while (true) {
            long index = taken;
            if (count - index < wanted) {
                return -1;
            }
            if (TAKEN.compareAndSet(this, index, index + wanted)) {
                return index;
            }
        }
    }

    /**
     * How long the values may still be handed out, to be asked after the claim; not positive when
     * they may not.
     *
     * <p>The wall clock is asked too because the monotonic one stands still while the machine is
     * suspended. Setting the wall clock forward ends blocks early, which loses numbers and nothing
     * else; setting it back changes nothing.
     */
    long leftNanos() {
        return System.currentTimeMillis() < endMillis ? endNanos - System.nanoTime() : -1;
    }

    long value(long index) {
        return first + index * increment;
    }

    Granted granted(long index, long wanted) {
        return new Granted(values.sequenceId(), value(index), wanted, increment, null);
    }

    /** Whether a caller that took {@code index} with so long left should ask for the next one. */
    boolean wantsNext(long index, long leftNanos) {
        return (index >= aheadAt || leftNanos < lateNanos) && !asked;
    }

    void nextIsAsked() {
        asked = true;
    }

    void aheadAt(long index) {
        aheadAt = index;
    }

    long used() {
        return Math.min(taken, count);
    }

    boolean has(long wanted) {
        return count - taken >= wanted && leftNanos() > 0;
    }
}
