package io.nextval.wire;

/**
 * One column of a {@link Result}; the type is {@code int8}, {@code int4}, {@code text} or {@code
 * bool}.
 */
public record ResultColumn(String label, String typeName) {}
