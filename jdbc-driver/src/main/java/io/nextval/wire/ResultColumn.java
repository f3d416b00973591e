package io.nextval.wire;

/**
 * One column of a {@link Result}; the type is {@code int2}, {@code int4}, {@code int8}, {@code
 * numeric}, {@code float8}, {@code text}, {@code bool} or {@code timestamptz}.
 */
public record ResultColumn(String label, String typeName) {}
