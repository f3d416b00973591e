package io.nextval.sql;

/**
 * {@code CREATE USER name [[WITH] options]}, or CREATE ROLE, which is the same.
 *
 * @param name the new user's name
 * @param options what was said of it
 */
public record CreateUser(String name, UserOptions options) implements Statement {}
