package io.nextval.sql;

/**
 * A query that needs an engine: it reads tables or views, or computes. It calls no sequence
 * function. {@link Parser#queryTree} gives its tree.
 *
 * @param text the query without comments and semicolon; an offset in it is the same offset in the
 *     statement that it was read from
 * @param parameterCount number of {@code ?} in the query
 */
public record Query(String text, int parameterCount) implements Statement {}
