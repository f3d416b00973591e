package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/**
 * The options of a CREATE SEQUENCE as they were said; null is "not said".
 *
 * @param dataType AS type
 * @param start START [WITH] n
 * @param increment INCREMENT [BY] n
 * @param minValue MINVALUE n or NO MINVALUE
 * @param maxValue MAXVALUE n or NO MAXVALUE
 * @param cycle CYCLE or NO CYCLE
 * @param cache CACHE n; NO CACHE is 1
 * @param ordered ORDER or NOORDER
 */
public record SequenceOptions(
        @Nullable DataType dataType,
        @Nullable Long start,
        @Nullable Long increment,
        @Nullable Bound minValue,
        @Nullable Bound maxValue,
        @Nullable Boolean cycle,
        @Nullable Long cache,
        @Nullable Boolean ordered) {

    /** No option said: the default sequence. */
    public static final SequenceOptions NONE =
            new SequenceOptions(null, null, null, null, null, null, null, null);

    /**
     * A bound that was said.
     *
     * @param value the bound, or null for NO MINVALUE and NO MAXVALUE: the default of the type
     */
    public record Bound(@Nullable Long value) {}

    /**
     * Returns the definition with PostgreSQL's defaults filled in; NO CACHE ORDER unless said
     * otherwise, and CACHE above 1 implies NOORDER.
     *
     * @throws SqlException 22023 if the options contradict each other or the type
     */
    public SequenceDefinition resolve() throws SqlException {
        DataType type = dataType == null ? DataType.BIGINT : dataType;
        long step = increment == null ? 1 : increment;
        if (step == 0) {
            throw invalid("INCREMENT must not be zero");
        }
        boolean ascending = step > 0;
        long max = said(maxValue, ascending ? type.max() : -1);
        checkType("MAXVALUE", max, type);
        long min = said(minValue, ascending ? 1 : type.min());
        checkType("MINVALUE", min, type);
        if (min >= max) {
            throw invalid("MINVALUE (" + min + ") must be less than MAXVALUE (" + max + ")");
        }
        long first = start != null ? start : ascending ? min : max;
        if (first < min) {
            throw invalid("START value (" + first + ") cannot be less than MINVALUE (" + min + ")");
        }
        if (first > max) {
            throw invalid(
                    "START value (" + first + ") cannot be greater than MAXVALUE (" + max + ")");
        }
        long reserve = cache == null ? 1 : cache;
        if (reserve < 1) {
            throw invalid("CACHE (" + reserve + ") must be greater than zero");
        }
        boolean strict = ordered != null ? ordered : reserve == 1;
        return new SequenceDefinition(
                type, first, step, min, max, cycle != null && cycle, reserve, strict);
    }

    private static long said(@Nullable Bound bound, long otherwise) {
        return bound == null || bound.value() == null ? otherwise : bound.value();
    }

    private static void checkType(String option, long value, DataType type) throws SqlException {
        if (value < type.min() || value > type.max()) {
            throw invalid(
                    option
                            + " ("
                            + value
                            + ") is out of range for sequence data type "
                            + type.sqlName());
        }
    }

    private static SqlException invalid(String message) {
        return new SqlException(SqlState.INVALID_PARAMETER_VALUE, message, "", "", 0);
    }
}
