package io.nextval.server.state;

import io.nextval.server.command.Command;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceOptions;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;

/**
 * PostgreSQL's {@code init_params} for ALTER SEQUENCE, retold with its variables and in its order,
 * in integers without bounds. An error leaves whatever was set so far; nobody may look at it then.
 */
final class PostgresAlter {
    DataType type;
    BigInteger start;
    BigInteger increment;
    BigInteger min;
    BigInteger max;
    BigInteger cache;
    boolean cycle;
    BigInteger last;
    boolean called;
    @Nullable String error;

    PostgresAlter(SequenceDefinition d, long lastValue, boolean isCalled) {
        type = d.dataType();
        start = BigInteger.valueOf(d.start());
        increment = BigInteger.valueOf(d.increment());
        min = BigInteger.valueOf(d.minValue());
        max = BigInteger.valueOf(d.maxValue());
        cache = BigInteger.valueOf(d.cache());
        cycle = d.cycle();
        last = BigInteger.valueOf(lastValue);
        called = isCalled;
    }

    void run(Command.AlterSequence command) {
        SequenceOptions o = command.options();
        boolean resetMax = false;
        boolean resetMin = false;
        if (o.dataType() != null) {
            resetMax = max.equals(BigInteger.valueOf(type.max()));
            resetMin = min.equals(BigInteger.valueOf(type.min()));
            type = o.dataType();
        }
        if (o.increment() != null) {
            increment = BigInteger.valueOf(o.increment());
            if (increment.signum() == 0) {
                fail("INCREMENT must not be zero");
            }
        }
        if (o.cycle() != null) {
            cycle = o.cycle();
        }
        if (o.maxValue() != null && o.maxValue().value() != null) {
            max = BigInteger.valueOf(o.maxValue().value());
        } else if (o.maxValue() != null || resetMax) {
            max = BigInteger.valueOf(increment.signum() > 0 || resetMax ? type.max() : -1);
        }
        if (outOfType(max)) {
            fail("MAXVALUE (" + max + ") is out of range for sequence data type " + name());
        }
        if (o.minValue() != null && o.minValue().value() != null) {
            min = BigInteger.valueOf(o.minValue().value());
        } else if (o.minValue() != null || resetMin) {
            min = BigInteger.valueOf(increment.signum() < 0 || resetMin ? type.min() : 1);
        }
        if (outOfType(min)) {
            fail("MINVALUE (" + min + ") is out of range for sequence data type " + name());
        }
        if (min.compareTo(max) >= 0) {
            fail("MINVALUE (" + min + ") must be less than MAXVALUE (" + max + ")");
        }
        if (o.start() != null) {
            start = BigInteger.valueOf(o.start());
        }
        checkWithin("START", start);
        if (command.restart()) {
            Long with = command.restartWith();
            last = with == null ? start : BigInteger.valueOf(with);
            called = false;
        }
        checkWithin("RESTART", last);
        if (o.cache() != null) {
            cache = BigInteger.valueOf(o.cache());
            if (cache.signum() <= 0) {
                fail("CACHE (" + cache + ") must be greater than zero");
            }
        }
    }

    private void checkWithin(String what, BigInteger value) {
        if (value.compareTo(min) < 0) {
            fail(what + " value (" + value + ") cannot be less than MINVALUE (" + min + ")");
        }
        if (value.compareTo(max) > 0) {
            fail(what + " value (" + value + ") cannot be greater than MAXVALUE (" + max + ")");
        }
    }

    private boolean outOfType(BigInteger value) {
        return value.compareTo(BigInteger.valueOf(type.min())) < 0
                || value.compareTo(BigInteger.valueOf(type.max())) > 0;
    }

    private String name() {
        return type.sqlName();
    }

    /** The first error is the one that is reported. */
    private void fail(String message) {
        if (error == null) {
            error = message;
        }
    }
}
