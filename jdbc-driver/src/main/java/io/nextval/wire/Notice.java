package io.nextval.wire;

/** A warning that goes with a success. */
public record Notice(String sqlState, String message) {}
