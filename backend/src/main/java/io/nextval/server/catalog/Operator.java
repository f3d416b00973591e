package io.nextval.server.catalog;

import org.jspecify.annotations.Nullable;

/** A node of a plan that can run: immutable, shared by all runs of the plan. */
interface Operator {

    /** Starts it for one run. */
    Cursor open(Execution run);

    /** The rows of one operator in one run. One thread. */
    interface Cursor {

        /** Returns the next row, which nobody changes any more, or null at the end. */
        @Nullable Object @Nullable [] next();
    }

    /** An expression: immutable, shared by all runs. */
    interface Scalar {

        /** Returns null, a Long, BigDecimal, Double, String, Boolean or Instant. */
        @Nullable Object value(Execution run, @Nullable Object[] row);
    }
}
