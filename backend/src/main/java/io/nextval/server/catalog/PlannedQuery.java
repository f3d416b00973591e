package io.nextval.server.catalog;

import io.nextval.sql.QualifiedName;
import io.nextval.wire.ResultColumn;

import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A query that is ready to run, any number of times and on several threads at once.
 *
 * @param operator gives the rows
 * @param columns labels and types of the rows
 * @param parameters type of each {@code ?}
 * @param scans what the operator reads
 */
record PlannedQuery(
        Operator operator,
        List<ResultColumn> columns,
        List<RelDataType> parameters,
        List<Scan> scans) {

    Description description() {
        return new Description(columns, parameters.stream().map(Types::nameOf).toList());
    }

    /** True if schemas or users are needed. */
    boolean readsCatalog() {
        return scans.stream()
                .anyMatch(
                        scan ->
                                scan.relation() instanceof Relation.View view
                                        && view.view().fill().ofCatalog());
    }

    /** The sequences that are read as tables. */
    Set<QualifiedName> sequenceTables() {
        Set<QualifiedName> names = new HashSet<>();
        for (Scan scan : scans) {
            if (scan.relation() instanceof Relation.SequenceTable table) {
                names.add(table.name());
            }
        }
        return names;
    }

    /** The sequences that are needed, null for all; empty for none. */
    @Nullable Set<QualifiedName> sequences(Execution run) {
        Set<QualifiedName> names = sequenceTables();
        for (Scan scan : scans) {
            if (scan.relation() instanceof Relation.View view && view.view().fill().ofSequences()) {
                if (scan.schema() == null || scan.name() == null) {
                    return null;
                }
                Object schema = scan.schema().value(run, new @Nullable Object[0]);
                Object name = scan.name().value(run, new @Nullable Object[0]);
                if (schema instanceof String inSchema && name instanceof String called) {
                    names.add(new QualifiedName(inSchema, called));
                }
            }
        }
        return names;
    }

    /** Parameters as the types that the query gives them. */
    List<@Nullable Object> typed(List<@Nullable Object> values) {
        if (values.size() < parameters.size()) {
            throw new QueryException("07001", "no value for parameter " + (values.size() + 1));
        }
        List<@Nullable Object> typed = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            typed.add(Casts.cast(values.get(i), Types.nameOf(parameters.get(i))));
        }
        return typed;
    }
}
