package io.nextval.wire;

/** The sequence name that stands for a parameter, by its 1-based index; quoted as in SQL. */
public record NameArgument(int parameter, String text) {}
