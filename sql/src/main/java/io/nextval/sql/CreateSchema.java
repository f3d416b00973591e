package io.nextval.sql;

/**
 * {@code CREATE SCHEMA [IF NOT EXISTS] name}.
 *
 * @param name the schema to make
 * @param ifNotExists whether an existing schema of that name is left alone without an error
 */
public record CreateSchema(String name, boolean ifNotExists) implements Statement {}
