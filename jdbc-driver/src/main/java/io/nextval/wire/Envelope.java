package io.nextval.wire;

/** A decoded frame and the request it belongs to; 0 when it answers none. */
public record Envelope(int requestId, Frame frame) {}
