package io.nextval.hibernate;

import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.dialect.temptable.TemporaryTable;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.internal.MappingModelCreationProcess;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.query.sqm.mutation.internal.SqmMultiTableMutationStrategyProviderStandard;
import org.hibernate.query.sqm.mutation.internal.cte.CteInsertStrategy;
import org.hibernate.query.sqm.mutation.internal.temptable.LocalTemporaryTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategyProvider;
import org.hibernate.service.spi.ServiceRegistryImplementor;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/**
 * How HQL inserts what it selects. On PostgreSQL, Hibernate does it in one statement that computes
 * the ids by itself, which is impossible with ids of a cluster; so entities that have such ids, and
 * no others, get the way by a temporary table, which Hibernate goes on MySQL and others.
 */
final class InsertStrategies extends SqmMultiTableMutationStrategyProviderStandard {
    private static final long serialVersionUID = 1L;

    static final class Initiator
            implements StandardServiceInitiator<SqmMultiTableMutationStrategyProvider> {
        @Override
        public Class<SqmMultiTableMutationStrategyProvider> getServiceInitiated() {
            return SqmMultiTableMutationStrategyProvider.class;
        }

        @Override
        public SqmMultiTableMutationStrategyProvider initiateService(
                Map<String, Object> settings, ServiceRegistryImplementor registry) {
            return new InsertStrategies();
        }
    }

    @Override
    public SqmMultiTableInsertStrategy createInsertStrategy(
            EntityMappingType root, MappingModelCreationProcess process) {
        SqmMultiTableInsertStrategy usual = super.createInsertStrategy(root, process);
        RuntimeModelCreationContext context = process.getCreationContext();
        boolean wanted =
                root.getEntityPersister().getGenerator() instanceof NextvalSequenceGenerator
                        && usual instanceof CteInsertStrategy
                        && context.getDialect() instanceof PostgreSQLDialect;
        return wanted ? byTemporaryTable(root, context) : usual;
    }

    /** Since Hibernate 7 it knows PostgreSQL's temporary tables; the constructor is new, too. */
    private static SqmMultiTableInsertStrategy byTemporaryTable(
            EntityMappingType root, RuntimeModelCreationContext context) {
        Constructor<LocalTemporaryTableInsertStrategy> constructor;
        try {
            constructor =
                    LocalTemporaryTableInsertStrategy.class.getConstructor(
                            EntityMappingType.class, RuntimeModelCreationContext.class);
        } catch (NoSuchMethodException e) {
            return new TemporaryTableInsert(
                    TemporaryTable.createEntityTable(
                            root,
                            name -> TemporaryTable.ENTITY_TABLE_PREFIX + name,
                            context.getDialect(),
                            context),
                    context.getSessionFactory());
        }
        try {
            return constructor.newInstance(root, context);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
