package io.nextval.server.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

import java.util.List;

/**
 * PostgreSQL's rule for operands of different kinds: a string constant, a parameter and NULL take
 * the type that is wanted; anything else stays what it is, and the operator does not exist. Calcite
 * by itself would cast columns too.
 */
final class Coercion extends TypeCoercionImpl {

    Coercion(RelDataTypeFactory factory, SqlValidator validator) {
        super(factory, validator);
    }

    @Override
    public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
        if (binding.getOperator().getKind().belongsTo(SqlKind.BINARY_ARITHMETIC)) {
            check(binding);
        }
        return super.binaryArithmeticCoercion(binding);
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        check(binding);
        return super.binaryComparisonCoercion(binding);
    }

    @Override
    public boolean inOperationCoercion(SqlCallBinding binding) {
        SqlNode right = binding.operand(1);
        if (right instanceof SqlNodeList list) {
            RelDataType left = binding.getOperandType(0);
            for (SqlNode item : list) {
                RelDataType type = validator.deriveType(binding.getScope(), item);
                if (!isLoose(item) && !isLoose(binding.operand(0)) && !comparable(left, type)) {
                    throw noOperator(left, "=", type, item.getParserPosition());
                }
            }
        }
        return super.inOperationCoercion(binding);
    }

    @Override
    public boolean builtinFunctionCoercion(
            SqlCallBinding binding, List<RelDataType> types, List<SqlTypeFamily> families) {
        boolean concat = binding.getOperator().getName().equals("||");
        for (int i = 0; i < types.size(); i++) {
            SqlTypeName type = types.get(i).getSqlTypeName();
            boolean fits =
                    families.get(i).getTypeNames().contains(type)
                            || (SqlTypeName.NUMERIC_TYPES.contains(type)
                                    && SqlTypeFamily.NUMERIC
                                            .getTypeNames()
                                            .containsAll(families.get(i).getTypeNames()));
            if (!fits && !concat && !isLoose(binding.operand(i))) {
                return false;
            }
        }
        return super.builtinFunctionCoercion(binding, types, families);
    }

    private static void check(SqlCallBinding binding) {
        if (binding.getOperandCount() < 2) {
            return;
        }
        RelDataType left = binding.getOperandType(0);
        for (int i = 1; i < binding.getOperandCount(); i++) {
            RelDataType right = binding.getOperandType(i);
            if (!isLoose(binding.operand(0))
                    && !isLoose(binding.operand(i))
                    && !comparable(left, right)) {
                SqlKind kind = binding.getOperator().getKind();
                throw noOperator(
                        left,
                        kind == SqlKind.BETWEEN ? ">=" : binding.getOperator().getName(),
                        right,
                        binding.getCall().getParserPosition());
            }
        }
    }

    private static boolean isLoose(SqlNode operand) {
        return operand instanceof SqlCharStringLiteral
                || operand instanceof SqlDynamicParam
                || SqlUtil.isNullLiteral(operand, true);
    }

    private static boolean comparable(RelDataType left, RelDataType right) {
        if (left.isStruct()
                || right.isStruct()
                || left.getSqlTypeName() == SqlTypeName.NULL
                || right.getSqlTypeName() == SqlTypeName.NULL) {
            return true;
        }
        return (Types.isNumber(left) && Types.isNumber(right))
                || Types.nameOf(left).equals(Types.nameOf(right));
    }

    private static QueryException noOperator(
            RelDataType left, String operator, RelDataType right, SqlParserPos position) {
        return new QueryException(
                SqlStates.UNDEFINED_FUNCTION,
                "operator does not exist: "
                        + Types.displayName(left)
                        + " "
                        + operator
                        + " "
                        + Types.displayName(right),
                "add a cast to one side, as in CAST(x AS text)",
                position.getLineNum(),
                position.getColumnNum());
    }
}
