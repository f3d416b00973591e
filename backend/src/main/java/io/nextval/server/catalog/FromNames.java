package io.nextval.server.catalog;

import io.nextval.server.config.Nearest;
import io.nextval.sql.QualifiedName;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The names after FROM that may be sequences, with their places: those that are no views and no
 * common table expressions.
 */
final class FromNames extends SqlBasicVisitor<@Nullable Void> {
    private final String schema;
    private final Map<QualifiedName, SqlParserPos> places = new LinkedHashMap<>();
    private final Set<String> expressions = new HashSet<>();

    private FromNames(String schema) {
        this.schema = schema;
    }

    /**
     * @param schema of names without one
     * @throws QueryException 42P01 for a view that does not exist, 0AX00 for a name of three parts
     */
    static Map<QualifiedName, SqlParserPos> of(SqlNode tree, String schema) {
        FromNames names = new FromNames(schema);
        tree.accept(names);
        names.places.keySet().removeIf(name -> names.isNoSequence(name));
        return names.places;
    }

    private boolean isNoSequence(QualifiedName name) {
        String in = String.valueOf(name.schema());
        return (in.equals(schema) && expressions.contains(name.name()))
                || CatalogView.SYSTEM_SCHEMAS.contains(in)
                || (in.equals(schema) && CatalogView.find("pg_catalog", name.name()) != null);
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select && select.getFrom() != null) {
            from(select.getFrom());
        } else if (call instanceof SqlWithItem item) {
            expressions.add(item.name.getSimple());
        } else if (call.getKind() == SqlKind.EXPLICIT_TABLE) {
            from(call.operand(0));
        }
        refuse(call);
        return super.visit(call);
    }

    /** What is not served is refused before anything is planned of it, as it can be large. */
    private static void refuse(SqlCall call) {
        String what =
                switch (call.getKind()) {
                    case ROLLUP, CUBE, GROUPING_SETS -> "ROLLUP, CUBE or GROUPING SETS is";
                    case OVER -> "a window function is";
                    default -> null;
                };
        if (what != null) {
            throw new QueryException(
                    SqlStates.FEATURE_NOT_SUPPORTED,
                    what + " not supported",
                    "",
                    call.getParserPosition().getLineNum(),
                    call.getParserPosition().getColumnNum());
        }
    }

    private void from(SqlNode node) {
        if (node instanceof SqlJoin join) {
            from(join.getLeft());
            from(join.getRight());
        } else if (node.getKind() == SqlKind.AS || node.getKind() == SqlKind.TABLE_REF) {
            from(((SqlCall) node).operand(0));
        } else if (node instanceof SqlIdentifier name) {
            check(name);
            boolean qualified = name.names.size() == 2;
            places.putIfAbsent(
                    new QualifiedName(
                            qualified ? name.names.get(0) : schema,
                            name.names.get(qualified ? 1 : 0)),
                    name.getParserPosition());
        }
    }

    private static void check(SqlIdentifier name) {
        SqlParserPos place = name.getParserPosition();
        String shown = Texts.shorten(String.join(".", name.names));
        if (name.names.size() > 2) {
            throw new QueryException(
                    SqlStates.FEATURE_NOT_SUPPORTED,
                    "cross-database references are not supported: \"" + shown + '"',
                    "write schema.name",
                    place.getLineNum(),
                    place.getColumnNum());
        }
        String first = name.names.get(0);
        if (name.names.size() == 2
                && CatalogView.SYSTEM_SCHEMAS.contains(first)
                && CatalogView.find(first, name.names.get(1)) == null) {
            throw new QueryException(
                    SqlStates.UNDEFINED_TABLE,
                    "relation \"" + shown + "\" does not exist",
                    Nearest.of(shown, CatalogView.names())
                            .map(near -> "did you mean " + near + "?")
                            .orElse(""),
                    place.getLineNum(),
                    place.getColumnNum());
        }
    }
}
