package io.nextval.hibernate;

import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.mapping.Constraint;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.Exporter;

/**
 * The dialect of a connection to a Nextval cluster, found by {@link NextvalDialectResolver}. It
 * knows sequences, so {@code @SequenceGenerator} and the check of increments at the start work as
 * they do elsewhere. There are no tables: schema generation leaves them out.
 */
public final class NextvalDialect extends Dialect {
    /** For {@code hibernate.dialect}, where it can not be found. */
    public NextvalDialect() {
        super(DatabaseVersion.make(0, 1));
    }

    /** Of a connection's metadata. */
    public NextvalDialect(DialectResolutionInfo info) {
        super(info);
    }

    @Override
    public SequenceSupport getSequenceSupport() {
        return NextvalSequenceSupport.INSTANCE;
    }

    @Override
    public String getQuerySequencesString() {
        return "select * from information_schema.sequences";
    }

    @Override
    public boolean canCreateSchema() {
        return true;
    }

    @Override
    public String[] getCreateSchemaCommand(String schema) {
        return new String[] {"create schema if not exists " + schema};
    }

    @Override
    public String[] getDropSchemaCommand(String schema) {
        return new String[] {"drop schema if exists " + schema};
    }

    @Override
    public Exporter<Table> getTableExporter() {
        return new NoTables<>();
    }

    @Override
    public Exporter<ForeignKey> getForeignKeyExporter() {
        return new NoTables<>();
    }

    @Override
    public Exporter<Constraint> getUniqueKeyExporter() {
        return new NoTables<>();
    }

    @Override
    public Exporter<Index> getIndexExporter() {
        return new NoTables<>();
    }
}
