package io.nextval.server.cache;

/**
 * One call as its caller saw it, in a driver of its own; times are those of the machine's monotonic
 * clock.
 *
 * @param sqlState empty if it got the value
 */
record Drawn(String driver, long began, long returned, long value, String sqlState) {
    /** The values of an order begin at its number times this, so each tells whom it obeys. */
    static final long ORDER = 1_000_000_000L;

    /** From a line of {@link DrawingDriver}. */
    static Drawn of(String driver, String line) {
        String[] fields = line.split(" ", 5);
        boolean got = fields[0].equals("got");
        return new Drawn(
                driver,
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                got ? Long.parseLong(fields[3]) : 0,
                got ? "" : fields[3]);
    }

    boolean hasValue() {
        return sqlState.isEmpty();
    }

    int order() {
        return (int) (value / ORDER);
    }
}
