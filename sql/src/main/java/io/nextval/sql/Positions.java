package io.nextval.sql;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Places in the tree as 1-based offsets in the statement, 0 for none. */
final class Positions {

    private Positions() {}

    static int of(SqlNode node, SourceText source) {
        return of(node.getParserPosition(), source);
    }

    static int of(SqlParserPos pos, SourceText source) {
        return pos.getLineNum() == 0
                ? 0
                : source.offsetOf(pos.getLineNum(), pos.getColumnNum()) + 1;
    }
}
