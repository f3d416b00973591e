package io.nextval.wire;

/** A sequence that a plan draws from, and the slot its name hashes to. */
public record SequenceRef(String schema, String name, int slot) {}
