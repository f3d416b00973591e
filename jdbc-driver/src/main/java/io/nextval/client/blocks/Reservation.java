package io.nextval.client.blocks;

import io.nextval.wire.Reserved;

/**
 * What a server has reserved, and when the request was begun: by {@link System#nanoTime} and by the
 * wall clock, both read before it was sent for the first time.
 */
public record Reservation(Reserved values, long begunNanos, long begunMillis) {}
