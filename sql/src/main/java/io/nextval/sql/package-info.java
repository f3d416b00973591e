/**
 * Nextval's SQL: statements as sealed types, names by PostgreSQL's rules, sequence options.
 *
 * <p>Start at {@link io.nextval.sql.Parser#parse}: text in, one {@link io.nextval.sql.Statement}
 * out, or a {@link io.nextval.sql.SqlException} with a SQLSTATE and a position. Everything here is
 * immutable or a pure function, so it may be used from any thread. No type of Calcite appears in
 * the API but the tree of {@link io.nextval.sql.Parser#queryTree}.
 *
 * <p>The way of a text: {@code SourceText} checks it, then its first word decides. Commands
 * (CREATE, SET, SHOW …) are read word by word from {@code Tokens}; queries go through the generated
 * parser, and {@code SelectReader} takes those that need no engine.
 */
@NullMarked
package io.nextval.sql;

import org.jspecify.annotations.NullMarked;
