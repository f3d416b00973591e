/**
 * What {@code nextval sql} does with a connection: statements in, results out, over JDBC only.
 *
 * <p>{@link io.nextval.server.cli.console.SqlSession} runs one statement and prints what it gives;
 * {@link io.nextval.server.cli.console.ScriptRun} feeds it from text, {@link
 * io.nextval.server.cli.console.Console} from a person. Only the console and what it is made of
 * ({@code ConsoleParser}, {@code ConsoleHistory}, {@code SqlCompleter}, {@code SqlHighlighter}) use
 * JLine, so that a script never loads it.
 */
@NullMarked
package io.nextval.server.cli.console;

import org.jspecify.annotations.NullMarked;
