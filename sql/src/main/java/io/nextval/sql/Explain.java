package io.nextval.sql;

/**
 * {@code EXPLAIN statement}: how the statement would run, without running it.
 *
 * @param statement what is explained, never an Explain
 */
public record Explain(Statement statement) implements Statement {}
