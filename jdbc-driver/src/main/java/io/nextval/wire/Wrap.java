package io.nextval.wire;

/**
 * Where a grant of a cycling sequence turns over: after {@code firstRun} values it goes on at
 * {@code restart}, and again every {@code cycleLength} values.
 */
public record Wrap(long firstRun, long restart, long cycleLength) {}
