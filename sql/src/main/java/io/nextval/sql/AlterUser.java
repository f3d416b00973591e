package io.nextval.sql;

/**
 * {@code ALTER USER name [[WITH] options]}, or ALTER ROLE, which is the same.
 *
 * @param user whom to change
 * @param options what is to change; what was not said stays
 */
public record AlterUser(UserReference user, UserOptions options) implements Statement {}
