package io.nextval.hibernate;

import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.Exportable;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.tool.schema.spi.Exporter;

/** Creates and drops nothing: for tables and what belongs to them, which a cluster has not. */
final class NoTables<T extends Exportable> implements Exporter<T> {
    private static final String[] NOTHING = {};

    @Override
    public String[] getSqlCreateStrings(
            T exportable, Metadata metadata, SqlStringGenerationContext context) {
        return NOTHING.clone();
    }

    @Override
    public String[] getSqlDropStrings(
            T exportable, Metadata metadata, SqlStringGenerationContext context) {
        return NOTHING.clone();
    }
}
