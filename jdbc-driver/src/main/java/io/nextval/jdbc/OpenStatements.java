package io.nextval.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The statements of a connection, for when that ends. It does not keep those that nobody else knows
 * any more. Any thread.
 */
final class OpenStatements {
    private final Set<StatementBase> statements = Collections.newSetFromMap(new WeakHashMap<>());

    synchronized void add(StatementBase statement) {
        statements.add(statement);
    }

    synchronized void remove(StatementBase statement) {
        statements.remove(statement);
    }

    synchronized List<StatementBase> takeAll() {
        List<StatementBase> all = new ArrayList<>(statements);
        statements.clear();
        return all;
    }
}
