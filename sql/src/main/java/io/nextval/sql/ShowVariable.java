package io.nextval.sql;

/**
 * {@code SHOW name}: the value of a variable of the session.
 *
 * @param name the variable in lower case; {@code all} for SHOW ALL
 */
public record ShowVariable(String name) implements Statement {}
