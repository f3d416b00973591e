package io.nextval.server.catalog;

import io.nextval.sql.QualifiedName;

import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.schema.lookup.LikePattern;
import org.apache.calcite.schema.lookup.Lookup;
import org.apache.calcite.schema.lookup.Named;
import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.TreeSet;

/**
 * The catalog as Calcite sees it. Every name in a schema that is not ours is taken for a sequence,
 * and every schema is taken to exist: whether it does is known only when the groups were asked,
 * which {@link Catalog} does before a query runs.
 */
final class CatalogSchemas {
    private CatalogSchemas() {}

    /** Returns the root for one plan. */
    static CalciteSchema root() {
        return CalciteSchema.createRootSchema(false, false, "", new Root());
    }

    /** A table of Calcite's that carries our relation. */
    static final class RelationTable extends AbstractTable {
        private final Relation relation;

        RelationTable(Relation relation) {
            this.relation = relation;
        }

        Relation relation() {
            return relation;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            RelDataTypeFactory.Builder row = factory.builder();
            for (CatalogColumn column : relation.columns()) {
                row.add(column.name(), Types.nullable(factory, column.typeName()));
            }
            return row.build();
        }
    }

    private static final class Root extends AbstractSchema {
        @Override
        public Lookup<? extends Schema> subSchemas() {
            return new AnyName<Schema>() {
                @Override
                public Schema get(String name) {
                    return new Tables(name);
                }
            };
        }
    }

    private static final class Tables extends AbstractSchema {
        private final String schema;

        Tables(String schema) {
            this.schema = schema;
        }

        @Override
        public Lookup<Table> tables() {
            return new AnyName<>() {
                @Override
                public @Nullable Table get(String name) {
                    CatalogView view = CatalogView.find(schema, name);
                    if (view != null) {
                        return new RelationTable(new Relation.View(view));
                    }
                    return CatalogView.SYSTEM_SCHEMAS.contains(schema)
                            ? null
                            : new RelationTable(
                                    new Relation.SequenceTable(new QualifiedName(schema, name)));
                }
            };
        }
    }

    /** Knows things by their exact names only, and can not list them. */
    private abstract static class AnyName<T> implements Lookup<T> {
        @Override
        public @Nullable Named<T> getIgnoreCase(String name) {
            return null;
        }

        @Override
        public Set<String> getNames(LikePattern pattern) {
            return new TreeSet<>();
        }
    }
}
