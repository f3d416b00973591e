package io.nextval.server.state;

import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.Wrap;

import org.jspecify.annotations.Nullable;

/**
 * One sequence and its place in it, by PostgreSQL's rules: {@code lastValue} is the next value
 * while {@code isCalled} is false, and the last one handed out from then on. The applying thread
 * only.
 *
 * <p>A grant of any length takes the same time. Why the arithmetic is exact at the ends of 64 bits:
 *
 * <ul>
 *   <li>{@code lastValue} is within min…max, so its distance to either is below 2^64 and the
 *       wrapping subtraction gives it as an unsigned number.
 *   <li>The number of steps that fit into that distance is the unsigned quotient by the increment's
 *       magnitude (2^63 for {@code Long.MIN_VALUE}, whose negation is itself, unsigned).
 *   <li>Runs are counted as values <em>after the first</em>. A run of all 2^64 values is 2^64 − 1
 *       after the first, which still fits; the number of values would not.
 *   <li>{@code first + i × increment} is computed modulo 2^64, and is right because the true value
 *       is within min…max whenever {@code i} is within the run.
 * </ul>
 */
final class Sequence {
    private final long id;
    private final SequenceName name;
    private final SequenceDefinition definition;
    private final long increment;
    private final long magnitude;

    /** Where a run ends. */
    private final long limit;

    /** Where a cycle starts again: the other end, which need not be the start. */
    private final long restart;

    private long lastValue;
    private boolean isCalled;

    /** How often its definition or place was changed from outside. */
    private long epoch;

    private @Nullable String comment;

    private Access access;

    /** Until when drivers may hand out what they reserved, in log time; 0 if never. */
    private long blockUntilMillis;

    /** Whether a task that is under way may drop it. */
    private boolean locked;

    /** One that nothing was reserved of. */
    Sequence(
            long id,
            SequenceName name,
            SequenceDefinition definition,
            long lastValue,
            boolean isCalled,
            long epoch,
            @Nullable String comment,
            Access access) {
        this.id = id;
        this.name = name;
        this.definition = definition;
        this.lastValue = lastValue;
        this.isCalled = isCalled;
        this.epoch = epoch;
        this.comment = comment;
        this.access = access;
        increment = definition.increment();
        magnitude = increment < 0 ? -increment : increment;
        limit = increment < 0 ? definition.minValue() : definition.maxValue();
        restart = increment < 0 ? definition.maxValue() : definition.minValue();
    }

    long id() {
        return id;
    }

    SequenceName name() {
        return name;
    }

    SequenceDefinition definition() {
        return definition;
    }

    long lastValue() {
        return lastValue;
    }

    boolean isCalled() {
        return isCalled;
    }

    long epoch() {
        return epoch;
    }

    @Nullable String comment() {
        return comment;
    }

    void setComment(@Nullable String text) {
        comment = text;
    }

    boolean locked() {
        return locked;
    }

    void setLocked(boolean lock) {
        locked = lock;
    }

    Access access() {
        return access;
    }

    void setAccess(Access to) {
        access = to;
    }

    long blockUntilMillis() {
        return blockUntilMillis;
    }

    void setBlockUntilMillis(long until) {
        blockUntilMillis = until;
    }

    /** For how long, from now on, drivers may hand out what they reserved. */
    long heldFor(long nowMillis) {
        return Math.max(0, blockUntilMillis - nowMillis);
    }

    /** The same sequence with another definition and place. */
    Sequence altered(Alteration to) {
        Sequence altered =
                new Sequence(
                        id,
                        name,
                        to.definition(),
                        to.lastValue(),
                        to.isCalled(),
                        epoch + 1,
                        comment,
                        access);
        altered.blockUntilMillis = blockUntilMillis;
        return altered;
    }

    /** Whether drivers may reserve values of it. */
    boolean cached() {
        return definition.cache() > 1 && !definition.ordered();
    }

    /** Goes to this value. */
    Answer set(long value, boolean called) {
        if (value < definition.minValue() || value > definition.maxValue()) {
            return Refusals.setOutOfBounds(name.name(), value, definition);
        }
        lastValue = value;
        isCalled = called;
        epoch++;
        return new Answer.Granted(id, value, 1, 0, null);
    }

    SequenceInfo info() {
        return new SequenceInfo(
                id,
                name.schema(),
                name.name(),
                definition,
                lastValue,
                isCalled,
                epoch,
                comment,
                access.owner(),
                access.grants());
    }

    /**
     * Sets values aside for a driver: what is left of the run, at most {@code count}. Nothing if
     * the sequence is served strictly: nobody may be waiting, and a number that nobody gets would
     * be missing.
     */
    Answer reserve(long count, long validMillis, long nowMillis) {
        if (count < 1) {
            return Refusals.badCount(count);
        } else if (!cached()) {
            return new Answer.Reserved(id, 0, 0, increment, 0, 1);
        }
        Answer answer = nextRun(count);
        if (!(answer instanceof Answer.Granted granted)) {
            return answer;
        }
        blockUntilMillis = Math.max(blockUntilMillis, Holds.endOfBlock(nowMillis, validMillis));
        return reserved(granted, validMillis);
    }

    /**
     * Hands out values like {@link #next}, and with them the hint that values may be reserved if
     * that is so. What goes over the end of a cycle, or was asked for as a whole, is told without.
     */
    Answer draw(long count, boolean atomic) {
        Answer answer = next(count, atomic);
        return cached()
                        && (count == 1 || !atomic)
                        && answer instanceof Answer.Granted granted
                        && granted.wrap() == null
                ? reserved(granted, 0)
                : answer;
    }

    private Answer reserved(Answer.Granted values, long validMillis) {
        return new Answer.Reserved(
                id, values.first(), values.count(), increment, validMillis, definition.cache());
    }

    /**
     * Hands out {@code count} values, or what is left unless {@code atomic}; a sequence that cycles
     * always has enough.
     */
    Answer next(long count, boolean atomic) {
        if (count < 1) {
            return Refusals.badCount(count);
        }
        long first;
        long after; // how many more fit into the same run behind the first, unsigned
        if (!isCalled) {
            first = lastValue;
            after = stepsFrom(lastValue);
        } else {
            long steps = stepsFrom(lastValue);
            if (steps != 0) {
                first = lastValue + increment;
                after = steps - 1;
            } else if (definition.cycle()) {
                first = restart;
                after = stepsFrom(restart);
            } else {
                return exhausted();
            }
        }
        if (Long.compareUnsigned(count - 1, after) <= 0) {
            return grant(first, count);
        }
        if (definition.cycle()) {
            return wrappingGrant(first, after + 1, count);
        }
        return atomic ? exhausted() : grant(first, after + 1);
    }

    /** Hands out {@code count} values, or those that are left before the run ends. */
    private Answer nextRun(long count) {
        long after; // how many more fit into the same run behind the first, unsigned
        if (!isCalled) {
            after = stepsFrom(lastValue);
        } else {
            long steps = stepsFrom(lastValue);
            after = steps != 0 ? steps - 1 : definition.cycle() ? stepsFrom(restart) : 0;
        }
        return next(Long.compareUnsigned(count - 1, after) <= 0 ? count : after + 1, false);
    }

    private Answer grant(long first, long count) {
        lastValue = first + (count - 1) * increment;
        isCalled = true;
        return new Answer.Granted(id, first, count, increment, null);
    }

    /**
     * A grant that goes over the end at least once; {@code firstRun} is below {@code count} here. A
     * cycle of more than 2^63 − 1 values is said to have that many: no grant is long enough to
     * reach the end of it, so the two can not be told apart.
     */
    private Answer wrappingGrant(long first, long firstRun, long count) {
        long cycleSteps = stepsFrom(restart);
        long cycleLength =
                Long.compareUnsigned(cycleSteps, Long.MAX_VALUE) < 0
                        ? cycleSteps + 1
                        : Long.MAX_VALUE;
        long lastInCycle = (count - 1 - firstRun) % cycleLength;
        lastValue = restart + lastInCycle * increment;
        isCalled = true;
        Wrap wrap = new Wrap(firstRun, restart, cycleLength);
        return new Answer.Granted(id, first, count, increment, wrap);
    }

    /** How many steps fit between the value and the end of its run, unsigned. */
    private long stepsFrom(long value) {
        long distance = increment < 0 ? value - limit : limit - value;
        return magnitude == 1 ? distance : Long.divideUnsigned(distance, magnitude);
    }

    private Answer exhausted() {
        return Refusals.exhausted(name.name(), increment > 0, limit);
    }
}
