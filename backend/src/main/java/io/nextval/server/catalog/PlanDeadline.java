package io.nextval.server.catalog;

/**
 * When planning a query must end. One thread, one plan. Calcite can not be told to stop, so what it
 * calls of ours looks here.
 */
final class PlanDeadline {
    private final long millis;
    private final long endNanos;

    PlanDeadline(long millis) {
        this.millis = millis;
        this.endNanos = System.nanoTime() + millis * 1_000_000;
    }

    /**
     * Does nothing while there is time.
     *
     * @throws QueryException 54001 after that, 57014 if the thread was interrupted
     */
    void check() {
        if (System.nanoTime() - endNanos > 0) {
            throw new QueryException(
                    SqlStates.TOO_COMPLEX,
                    "planning the query takes longer than " + millis + " ms",
                    "read fewer tables, columns or expressions at once");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new QueryException(
                    SqlStates.CANCELLED, "canceling statement because the node closes");
        }
    }
}
