package io.nextval.sql;

/**
 * One column of a {@link Select}.
 *
 * @param label the column's label: the alias, or PostgreSQL's default ({@code nextval}, {@code
 *     ?column?})
 * @param expression what the column shows
 */
public record SelectItem(String label, Expression expression) {}
