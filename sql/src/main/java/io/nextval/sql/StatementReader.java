package io.nextval.sql;

import io.nextval.sql.SessionAction.Kind;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads one statement. Its first word decides: commands are read here word by word, queries by the
 * generated parser. A query becomes a {@link Select} if the driver can make its rows, else a {@link
 * Query}; numbers of sequences are drawn in a Select only.
 */
final class StatementReader {
    private static final Set<String> QUERIES = Set.of("select", "values", "with", "table", "(");

    private static final List<String> STATEMENTS =
            List.of(
                    "SELECT",
                    "CREATE",
                    "GRANT",
                    "REVOKE",
                    "ALTER",
                    "DROP",
                    "COMMENT",
                    "SHOW",
                    "DESCRIBE",
                    "EXPLAIN",
                    "SET",
                    "RESET",
                    "BEGIN",
                    "COMMIT",
                    "ROLLBACK",
                    "VALUES",
                    "WITH",
                    "TABLE",
                    "CALL",
                    "DISCARD",
                    "START",
                    "SAVEPOINT",
                    "RELEASE",
                    "ABORT");

    /** What other databases do, and this one does not. */
    private static final Set<String> OTHER_STATEMENTS =
            Set.of(
                    "analyze",
                    "checkpoint",
                    "cluster",
                    "copy",
                    "declare",
                    "delete",
                    "do",
                    "execute",
                    "fetch",
                    "flashback",
                    "import",
                    "insert",
                    "listen",
                    "load",
                    "lock",
                    "merge",
                    "move",
                    "notify",
                    "prepare",
                    "purge",
                    "refresh",
                    "reindex",
                    "rename",
                    "replace",
                    "security",
                    "truncate",
                    "update",
                    "upsert",
                    "vacuum");

    private static final String EXPECTED = "expected a statement such as SELECT, CREATE or SHOW";
    private static final String BESIDE =
            "beside numbers of sequences a query may have constants, parameters and casts";

    private final SourceText source;
    private final Names names;

    StatementReader(SourceText source) {
        this.source = source;
        this.names = new Names(source);
    }

    /**
     * @throws SqlException 0AX00 for a statement that is not served, or what its parts throw
     */
    Statement read() throws SqlException {
        String word = Identifier.fold(source.tokenAt(source.firstToken()));
        return QUERIES.contains(word) ? query() : command(word);
    }

    private Statement command(String word) throws SqlException {
        Tokens tokens = new Tokens(source);
        Token first = tokens.next(EXPECTED);
        return switch (word) {
            case "create" -> new DefinitionReader(tokens).create();
            case "alter" -> new DefinitionReader(tokens).alter();
            case "drop" -> new DefinitionReader(tokens).drop();
            case "grant" -> new GrantReader(tokens, false).read();
            case "revoke" -> new GrantReader(tokens, true).read();
            case "comment" -> new DefinitionReader(tokens).comment();
            case "show" -> new ShowReader(tokens).show();
            case "describe", "desc" -> new ShowReader(tokens).describe();
            case "explain" -> explain(tokens);
            case "call" -> call(tokens);
            case "set" -> new SetReader(tokens).set();
            case "reset" -> new SetReader(tokens).reset();
            case "discard" -> new SetReader(tokens).discard();
            case "use" -> new SetReader(tokens).use();
            case "begin" -> new TransactionReader(tokens).begin();
            case "start" -> new TransactionReader(tokens).start();
            case "commit", "end" -> new TransactionReader(tokens).end(Kind.COMMIT);
            case "rollback", "abort" -> new TransactionReader(tokens).end(Kind.ROLLBACK);
            case "savepoint" -> new TransactionReader(tokens).savepoint();
            case "release" -> new TransactionReader(tokens).release();
            case "unlisten", "deallocate", "close" -> new SetReader(tokens).nothing(word);
            default -> throw unknown(first, word);
        };
    }

    private static SqlException unknown(Token first, String word) {
        int position = first.position();
        if (OTHER_STATEMENTS.contains(word)) {
            return Errors.notSupported(word.toUpperCase(Locale.ROOT), position);
        }
        if (SequenceCalls.FUNCTIONS.contains(word)) {
            return Errors.syntaxAt(first.text(), "write SELECT " + word + "(…)", position);
        }
        String meant = first.isName() ? Expected.closest(word, STATEMENTS) : null;
        return Errors.syntaxAt(
                first.text(), meant == null ? EXPECTED : "did you mean " + meant + "?", position);
    }

    private Statement explain(Tokens tokens) throws SqlException {
        tokens.accept("PLAN", "FOR");
        Token next = tokens.peek();
        if (next == null) {
            throw tokens.unexpected("expected a statement");
        }
        for (String word : List.of("ANALYZE", "VERBOSE", "EXPLAIN")) {
            if (next.isWord(word)) {
                throw Errors.notSupported("EXPLAIN " + word, next.position());
            }
        }
        source.skipTo(next.start());
        return new Explain(read());
    }

    private Statement call(Tokens tokens) throws SqlException {
        Token next = tokens.next("expected NEXT VALUE FOR");
        source.skipTo(next.start());
        SqlNode value = Grammar.expression(source);
        if (!SequenceCalls.isIn(value)) {
            throw Errors.notSupported("CALL of anything but a sequence", next.position());
        }
        return new SelectReader(source, names).call(value);
    }

    private Statement query() throws SqlException {
        SqlNode tree = Grammar.parse(source);
        if (!tree.isA(SqlKind.QUERY)) {
            throw Errors.syntaxAt(
                    source.tokenAt(source.firstToken()), EXPECTED, source.firstToken() + 1);
        }
        boolean sequences = SequenceCalls.isIn(tree);
        try {
            return select(tree);
        } catch (SqlException e) {
            if (!e.sqlState().equals(SqlState.FEATURE_NOT_SUPPORTED)) {
                throw e;
            }
            if (sequences) {
                throw e.hint().isEmpty()
                        ? Errors.error(e.sqlState(), e.getMessage(), BESIDE, e.position())
                        : e;
            }
        }
        QueryTree.prepare(tree, source);
        return new Query(source.queryText(), source.parameterCount());
    }

    private Select select(SqlNode tree) throws SqlException {
        return switch (tree.getKind()) {
            case SELECT -> new SelectReader(source, names).select((SqlSelect) tree);
            case VALUES -> new SelectReader(source, names).values((SqlCall) tree);
            case ORDER_BY -> throw orderBy((SqlOrderBy) tree);
            default ->
                    throw Errors.notSupported(
                            tree.getKind().name().replace('_', ' '), Positions.of(tree, source));
        };
    }

    private SqlException orderBy(SqlOrderBy query) {
        if (!query.orderList.isEmpty()) {
            return Errors.notSupported("ORDER BY", Positions.of(query.orderList, source));
        }
        if (query.offset != null) {
            return Errors.notSupported("OFFSET", Positions.of(query.offset, source));
        }
        return Errors.notSupported(
                "LIMIT", query.fetch == null ? 0 : Positions.of(query.fetch, source));
    }
}
