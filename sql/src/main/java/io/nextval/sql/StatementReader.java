package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes our statements of the generated parser's trees; what we do not serve is refused by name.
 * For the shape of our own calls see the parser's {@code parserImpls.ftl}. One statement each.
 */
final class StatementReader {
    private final SourceText source;
    private final Names names;

    StatementReader(SourceText source) {
        this.source = source;
        this.names = new Names(source);
    }

    /**
     * @throws SqlException 0AX00 for a statement that is not served, or what its parts throw
     */
    Statement read(SqlNode node) throws SqlException {
        return switch (node.getKind()) {
            case CREATE_SEQUENCE -> createSequence((SqlCall) node);
            case DROP_SEQUENCE -> dropSequence((SqlCall) node);
            case SELECT -> new SelectReader(source, names).read((SqlSelect) node);
            case ORDER_BY -> throw orderBy((SqlOrderBy) node);
            case UNION, INTERSECT, EXCEPT ->
                    throw Errors.notSupported(node.getKind().name(), Positions.of(node, source));
            default -> throw Errors.notSupported(firstWord(), source.firstToken() + 1);
        };
    }

    private CreateSequence createSequence(SqlCall call) throws SqlException {
        SqlLiteral ifNotExists = call.operand(0);
        SqlIdentifier name = call.operand(1);
        SqlNodeList options = call.operand(2);
        return new CreateSequence(
                names.qualified(name),
                ifNotExists.booleanValue(),
                new OptionsReader(source).read(options));
    }

    private DropSequence dropSequence(SqlCall call) throws SqlException {
        SqlLiteral ifExists = call.operand(0);
        SqlNodeList identifiers = call.operand(1);
        if (identifiers.size() > SqlLimits.DROP_NAMES_MAX) {
            throw Errors.error(
                    SqlState.PROGRAM_LIMIT,
                    "the statement drops "
                            + identifiers.size()
                            + " sequences; the limit is "
                            + SqlLimits.DROP_NAMES_MAX,
                    "split it into several statements",
                    0);
        }
        List<QualifiedName> sequences = new ArrayList<>();
        for (SqlNode identifier : identifiers) {
            sequences.add(names.qualified((SqlIdentifier) identifier));
        }
        return new DropSequence(sequences, ifExists.booleanValue());
    }

    private int limitPosition(SqlOrderBy query) {
        return query.fetch == null ? 0 : Positions.of(query.fetch, source);
    }

    private String firstWord() {
        return source.tokenAt(source.firstToken()).toUpperCase(Locale.ROOT);
    }

    private SqlException orderBy(SqlOrderBy query) {
        if (!query.orderList.isEmpty()) {
            return Errors.notSupported("ORDER BY", Positions.of(query.orderList, source));
        }
        return query.offset != null
                ? Errors.notSupported("OFFSET", Positions.of(query.offset, source))
                : Errors.notSupported("LIMIT", limitPosition(query));
    }
}
