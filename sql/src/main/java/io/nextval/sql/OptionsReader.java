package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;

/** Reads the options of CREATE SEQUENCE, in any order, each at most once. */
final class OptionsReader {

    /** The options by the names of their calls in the tree. */
    private enum Option {
        TYPE,
        START,
        INCREMENT,
        MINVALUE,
        MAXVALUE,
        CYCLE,
        CACHE,
        ORDER
    }

    private final SourceText source;
    private final Map<Option, SqlNode> said = new EnumMap<>(Option.class);

    OptionsReader(SourceText source) {
        this.source = source;
    }

    /**
     * @throws SqlException 42601 an option repeats, 22023 not a sequence's type, 22003 or 22P02 not
     *     a bigint
     */
    SequenceOptions read(SqlNodeList options) throws SqlException {
        for (SqlNode node : options) {
            SqlCall call = (SqlCall) node;
            Option option = Option.valueOf(call.getOperator().getName());
            if (said.put(option, call.operand(0)) != null) {
                throw Errors.error(
                        SqlState.SYNTAX_ERROR,
                        "conflicting or redundant options",
                        "say each option once",
                        Positions.of(call, source));
            }
        }
        return new SequenceOptions(
                dataType(),
                number(Option.START),
                number(Option.INCREMENT),
                bound(Option.MINVALUE),
                bound(Option.MAXVALUE),
                flag(Option.CYCLE),
                isNo(Option.CACHE) ? Long.valueOf(1) : number(Option.CACHE),
                flag(Option.ORDER));
    }

    private @Nullable DataType dataType() throws SqlException {
        SqlNode node = said.get(Option.TYPE);
        if (node == null) {
            return null;
        }
        SqlDataTypeSpec spec = (SqlDataTypeSpec) node;
        SqlIdentifier name = spec.getTypeName();
        String text = name.isSimple() ? name.getSimple() : name.toString();
        boolean quoted = Names.isQuoted(name, 0);
        DataType type = DataType.ofSqlName(quoted ? text : Identifier.fold(text));
        if (type == null) {
            throw Errors.error(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "sequence type must be smallint, integer, or bigint",
                    "",
                    Positions.of(spec, source));
        }
        return type;
    }

    private @Nullable Boolean flag(Option option) {
        return said.containsKey(option) ? Boolean.valueOf(!isNo(option)) : null;
    }

    private SequenceOptions.@Nullable Bound bound(Option option) throws SqlException {
        return said.containsKey(option)
                ? new SequenceOptions.Bound(isNo(option) ? null : number(option))
                : null;
    }

    private @Nullable Long number(Option option) throws SqlException {
        SqlNode node = said.get(option);
        return node == null ? null : Numbers.bigint((SqlLiteral) node, source);
    }

    private boolean isNo(Option option) {
        return said.get(option) instanceof SqlLiteral literal
                && literal.getTypeName() == SqlTypeName.NULL;
    }
}
