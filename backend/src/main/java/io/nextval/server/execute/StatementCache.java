package io.nextval.server.execute;

import io.nextval.sql.Explain;
import io.nextval.sql.Parser;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The statements parsed last, by their text; those about users are not kept, since they may hold a
 * password. Any thread.
 */
final class StatementCache {
    private static final int TEXTS_MAX = 1_024;
    private static final int CACHED_CHARS_MAX = 4_096;

    private final Map<String, Statement> byText =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Statement> eldest) {
                    return size() > TEXTS_MAX;
                }
            };

    private final LongAdder parses = new LongAdder();

    /** How often a text was not found and so was parsed. */
    long parses() {
        return parses.sum();
    }

    Statement parse(String sql) throws SqlException {
        synchronized (byText) {
            Statement known = byText.get(sql);
            if (known != null) {
                return known;
            }
        }
        parses.increment();
        Statement parsed = Parser.parse(sql);
        if (sql.length() <= CACHED_CHARS_MAX && !mayHoldPassword(parsed)) {
            synchronized (byText) {
                byText.put(sql, parsed);
            }
        }
        return parsed;
    }

    private static boolean mayHoldPassword(Statement statement) {
        return statement instanceof Explain explain
                ? mayHoldPassword(explain.statement())
                : UserStatements.takes(statement);
    }
}
