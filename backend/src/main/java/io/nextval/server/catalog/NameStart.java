package io.nextval.server.catalog;

import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds where a name of several parts begins, of which one part is at a place. One use. */
final class NameStart extends SqlBasicVisitor<@Nullable Void> {
    private final QueryException error;
    private @Nullable SqlParserPos start;

    private NameStart(QueryException error) {
        this.error = error;
    }

    /** Returns the error at the beginning of the name that it speaks of, as PostgreSQL has it. */
    static QueryException moved(QueryException error, SqlNode tree) {
        if (error.line() == 0) {
            return error;
        }
        NameStart finder = new NameStart(error);
        tree.accept(finder);
        SqlParserPos start = finder.start;
        return start == null ? error : error.at(start.getLineNum(), start.getColumnNum());
    }

    @Override
    public @Nullable Void visit(SqlIdentifier name) {
        for (int i = 1; i < name.names.size() && start == null; i++) {
            SqlParserPos part = name.getComponentParserPosition(i);
            if (part.getLineNum() == error.line() && part.getColumnNum() == error.column()) {
                start = name.getComponentParserPosition(0);
            }
        }
        return null;
    }
}
