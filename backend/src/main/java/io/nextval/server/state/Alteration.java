package io.nextval.server.state;

import io.nextval.server.command.Command;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceOptions;
import io.nextval.sql.SequenceOptions.Bound;

import org.jspecify.annotations.Nullable;

/**
 * What ALTER SEQUENCE makes of a sequence: PostgreSQL's {@code init_params} for a sequence that is
 * there already, step by step and check by check in its order.
 *
 * <p>ORDER is not PostgreSQL's. As in CREATE SEQUENCE it follows CACHE unless it was said: a
 * definition in which the two do not go together shows that it was, and keeps it.
 *
 * @param problem why the alteration is refused, null if it is not
 */
record Alteration(
        SequenceDefinition definition, long lastValue, boolean isCalled, @Nullable String problem) {

    static Alteration of(Sequence sequence, Command.AlterSequence command) {
        SequenceDefinition definition = merge(sequence.definition(), command.options());
        long lastValue = sequence.lastValue();
        boolean isCalled = sequence.isCalled();
        if (command.restart()) {
            Long with = command.restartWith();
            lastValue = with == null ? definition.start() : with;
            isCalled = false;
        }
        return new Alteration(definition, lastValue, isCalled, problemOf(definition, lastValue));
    }

    private static SequenceDefinition merge(SequenceDefinition now, SequenceOptions options) {
        DataType type = options.dataType() == null ? now.dataType() : options.dataType();
        boolean typeSaid = options.dataType() != null;
        boolean resetMax = typeSaid && now.maxValue() == now.dataType().max();
        boolean resetMin = typeSaid && now.minValue() == now.dataType().min();
        long increment = options.increment() == null ? now.increment() : options.increment();

        long max = now.maxValue();
        Bound maxSaid = options.maxValue();
        if (maxSaid != null && maxSaid.value() != null) {
            max = maxSaid.value();
        } else if (maxSaid != null || resetMax) {
            max = increment > 0 || resetMax ? type.max() : -1;
        }
        long min = now.minValue();
        Bound minSaid = options.minValue();
        if (minSaid != null && minSaid.value() != null) {
            min = minSaid.value();
        } else if (minSaid != null || resetMin) {
            min = increment < 0 || resetMin ? type.min() : 1;
        }
        long cache = options.cache() == null ? now.cache() : options.cache();
        return new SequenceDefinition(
                type,
                options.start() == null ? now.start() : options.start(),
                increment,
                min,
                max,
                options.cycle() == null ? now.cycle() : options.cycle(),
                cache,
                ordered(now, options.ordered(), cache));
    }

    private static boolean ordered(SequenceDefinition now, @Nullable Boolean said, long cache) {
        if (said != null) {
            return said;
        }
        boolean followsCache = now.ordered() == (now.cache() == 1);
        return followsCache ? cache == 1 : now.ordered();
    }

    private static @Nullable String problemOf(SequenceDefinition d, long lastValue) {
        String problem = Refusals.problemOfRange(d);
        if (problem != null) {
            return problem;
        } else if (lastValue < d.minValue()) {
            return Refusals.relation(
                    "RESTART value", lastValue, "cannot be less than MINVALUE", d.minValue());
        } else if (lastValue > d.maxValue()) {
            return Refusals.relation(
                    "RESTART value", lastValue, "cannot be greater than MAXVALUE", d.maxValue());
        }
        return Refusals.problemOf(d);
    }
}
