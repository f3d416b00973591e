package io.nextval.wire;

import org.jspecify.annotations.Nullable;

/**
 * One output column of a plan: values of {@code sequences[sequence]}, or with {@code sequence ==
 * -1} a constant (null, Long, String or Boolean).
 */
public record PlanColumn(String label, String typeName, int sequence, @Nullable Object constant) {}
