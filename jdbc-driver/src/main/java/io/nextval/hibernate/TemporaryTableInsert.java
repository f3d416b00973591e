package io.nextval.hibernate;

import org.hibernate.dialect.temptable.TemporaryTable;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.internal.temptable.PersistentTableInsertStrategy;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;

import java.sql.Statement;

/**
 * Inserts by a temporary table of PostgreSQL in Hibernate 6.6, which by itself would make a lasting
 * one at the start. Not loaded with later versions, in which its superclass differs.
 */
final class TemporaryTableInsert extends PersistentTableInsertStrategy {
    private static final String LASTING = "create table ";
    private static final String TEMPORARY = "create temporary table if not exists ";

    TemporaryTableInsert(TemporaryTable table, SessionFactoryImplementor factory) {
        super(table, factory);
    }

    @Override
    public void prepare(
            MappingModelCreationProcess process, JdbcConnectionAccess connectionAccess) {
        // the table is made when it is needed
    }

    @Override
    public void release(SessionFactoryImplementor factory, JdbcConnectionAccess connectionAccess) {
        // the table ends with its connection
    }

    @Override
    public int executeInsert(
            SqmInsertStatement<?> statement,
            DomainParameterXref parameters,
            DomainQueryExecutionContext context) {
        String create =
                getSessionFactory()
                        .getJdbcServices()
                        .getDialect()
                        .getTemporaryTableExporter()
                        .getSqlCreateCommand(getTemporaryTable());
        if (create.startsWith(LASTING)) {
            create = TEMPORARY + create.substring(LASTING.length());
        }
        String sql = create;
        context.getSession()
                .doWork(
                        connection -> {
                            try (Statement table = connection.createStatement()) {
                                table.execute(sql);
                            }
                        });
        return super.executeInsert(statement, parameters, context);
    }
}
