package io.nextval.wire;

/** The slots {@code firstSlot … lastSlot}, both included, belong to {@code group}. */
public record SlotRun(int firstSlot, int lastSlot, int group) {}
