package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** Finds the sequence functions in a tree, in any of their spellings. */
final class SequenceCalls extends SqlBasicVisitor<@Nullable Void> {
    /** The functions' names. */
    static final Set<String> FUNCTIONS = Set.of("nextval", "currval", "lastval", "setval");

    private boolean found;

    private SequenceCalls() {}

    static boolean isIn(SqlNode tree) {
        SequenceCalls calls = new SequenceCalls();
        tree.accept(calls);
        return calls.found;
    }

    /** Returns whether an identifier is {@code s.nextval} or {@code s.currval}. */
    static boolean isSequenceValue(SqlIdentifier identifier) {
        int last = identifier.names.size() - 1;
        String name = Identifier.fold(identifier.names.get(last));
        return last > 0
                && !Names.isQuoted(identifier, last)
                && (name.equals("nextval") || name.equals("currval"));
    }

    @Override
    public @Nullable Void visit(SqlIdentifier identifier) {
        found |= !identifier.isStar() && isSequenceValue(identifier);
        return null;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call.getKind() == SqlKind.NEXT_VALUE || call.getKind() == SqlKind.CURRENT_VALUE) {
            found = true;
        } else if (call.getOperator() instanceof SqlFunction function
                && function.getSqlIdentifier() != null) {
            List<String> names = function.getSqlIdentifier().names;
            found |= FUNCTIONS.contains(Identifier.fold(names.get(names.size() - 1)));
        }
        return found ? null : super.visit(call);
    }
}
