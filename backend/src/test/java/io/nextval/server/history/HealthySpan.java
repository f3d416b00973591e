package io.nextval.server.history;

/** A time in which a majority was up and could reach each other, so that progress is due. */
public record HealthySpan(long fromNanos, long untilNanos) {}
