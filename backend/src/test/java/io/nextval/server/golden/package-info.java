/**
 * What SQL does, as files that a person reads and edits: {@code *.golden} beside this package among
 * the resources. A file is a list of statements, each with what must come of it:
 *
 * <pre>
 * # a comment
 * CREATE SEQUENCE orders START 10;
 * ok
 *
 * SELECT nextval('orders'), 'x' AS tag;
 * | nextval | tag |
 * | 10      | x   |
 *
 * SELECT nextval('nowhere');
 * ! 42P01 at 16: relation "nowhere" does not exist
 *
 * DROP SEQUENCE IF EXISTS nowhere;
 * ok
 * ~ 00000: sequence "nowhere" does not exist, skipping
 * </pre>
 *
 * <p>A statement ends with a semicolon at the end of a line, and is sent without it. {@code ok} is
 * a statement without rows; {@code |} lines are labels and rows, with {@code null} for NULL and
 * {@code <any>} where every value that is not null is right; {@code !} is an error with its
 * SQLSTATE, its position in the statement if it has one, and lines for {@code ! detail:} and {@code
 * ! hint:}; {@code ~} is a warning. Spaces around cells have no meaning.
 *
 * <p>Lines that begin with a backslash say how the next statement is run:
 *
 * <pre>
 * \session NAME [SCHEMA] [as USER]
 *                         from here on, on the connection of this name (the first is "main"),
 *                         which acts as the user, or else as one who may do everything
 * \bind 5, 'text', null   as a prepared statement with these parameters
 * \types                  the line below the labels shows the types of the columns
 * </pre>
 *
 * and how PostgreSQL, whose rules are taken unless a file says otherwise, is compared:
 *
 * <pre>
 * \postgres SQL   PostgreSQL has other words for the same: these
 * \differs WHY    the outcome is another one on purpose
 * \only WHY       PostgreSQL has nothing like it, or the outcome can not be compared
 * </pre>
 *
 * <p>Each file begins on a server without sequences and with new connections. With {@code
 * -Dnextval.golden.write=true} the outcomes are written into the files, to be reviewed as a diff.
 */
@NullMarked
package io.nextval.server.golden;

import org.jspecify.annotations.NullMarked;
