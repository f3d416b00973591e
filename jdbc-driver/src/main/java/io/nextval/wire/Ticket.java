package io.nextval.wire;

/**
 * The identity of one allocation request: a retry carries the same registration and call, and gets
 * the same answer. Calls start at 1 in each registration; all calls below {@code answeredBelow} are
 * settled for the caller, so their answers may be forgotten.
 */
public record Ticket(long registration, long call, long answeredBelow) {}
