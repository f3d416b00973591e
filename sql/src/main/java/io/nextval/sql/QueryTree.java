package io.nextval.sql;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a query's tree what a planner of Calcite understands, in place: names are folded, {@code
 * a::type} becomes a CAST with Calcite's type, and {@code a ILIKE b} a LIKE of upper case.
 */
final class QueryTree extends SqlBasicVisitor<@Nullable Void> {
    private final Names names;
    private @Nullable SqlException refusal;

    private QueryTree(SourceText source) {
        this.names = new Names(source);
    }

    /**
     * Changes the tree.
     *
     * @throws SqlException 42601 or 42622 for a name
     */
    static void prepare(SqlNode tree, SourceText source) throws SqlException {
        QueryTree visitor = new QueryTree(source);
        tree.accept(visitor);
        if (visitor.refusal != null) {
            throw visitor.refusal;
        }
    }

    @Override
    public @Nullable Void visit(SqlIdentifier identifier) {
        if (!identifier.isStar() || identifier.names.size() > 1) {
            fold(identifier);
        }
        return null;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        super.visit(call);
        if (call instanceof SqlBasicCall basic) {
            SqlOperator operator = basic.getOperator();
            if (operator.equals(SqlLibraryOperators.INFIX_CAST)) {
                basic.setOperator(SqlStdOperatorTable.CAST);
            } else if (operator.equals(SqlLibraryOperators.ILIKE)) {
                like(basic, SqlStdOperatorTable.LIKE);
            } else if (operator.equals(SqlLibraryOperators.NOT_ILIKE)) {
                like(basic, SqlStdOperatorTable.NOT_LIKE);
            }
            if (basic.getOperator().equals(SqlStdOperatorTable.CAST)
                    && basic.operand(1) instanceof SqlDataTypeSpec spec) {
                SqlTypeName type = CastTypes.ofUserDefined(spec);
                if (type != null) {
                    SqlParserPos pos = spec.getParserPosition();
                    basic.setOperand(
                            1, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, pos), pos));
                }
            }
        }
        return null;
    }

    private static void like(SqlBasicCall call, SqlOperator operator) {
        call.setOperator(operator);
        for (int i = 0; i < 2; i++) {
            SqlNode operand = call.operand(i);
            call.setOperand(
                    i, SqlStdOperatorTable.UPPER.createCall(operand.getParserPosition(), operand));
        }
    }

    private void fold(SqlIdentifier identifier) {
        if (refusal != null) {
            return;
        }
        List<SqlParserPos> positions = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        try {
            for (int i = 0; i < identifier.names.size(); i++) {
                positions.add(identifier.getComponentParserPosition(i));
                boolean star = identifier.names.get(i).isEmpty();
                folded.add(star ? "" : names.part(identifier, i));
            }
            identifier.setNames(folded, positions);
        } catch (SqlException e) {
            refusal = e;
        }
    }
}
