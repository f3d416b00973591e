package io.nextval.hibernate;

import static java.util.Objects.requireNonNull;

import org.hibernate.HibernateException;
import org.hibernate.MappingException;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.AnnotationBasedGenerator;
import org.hibernate.generator.GeneratorCreationContext;
import org.hibernate.id.BulkInsertionCapableIdentifierGenerator;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.enhanced.NoopOptimizer;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

import java.lang.reflect.Member;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Generates the ids of one entity for {@link NextvalSequence}. Made and called by Hibernate alone,
 * by any thread.
 *
 * <p>Why these interfaces: an {@code INSERT … SELECT} of HQL asks a generator for each row's id
 * only if it has an optimizer that is said to use an increment above 1, and says that the database
 * can not compute ids by itself. The optimizer is asked for nothing else, and never used.
 */
public final class NextvalSequenceGenerator
        implements AnnotationBasedGenerator<NextvalSequence>,
                OptimizableGenerator,
                BulkInsertionCapableIdentifierGenerator {
    private static final long serialVersionUID = 1L;
    private static final int ALLOCATION_MAX = 10_000;

    /** Tenants whose blocks are kept; beyond it all are dropped, and what they had is lost. */
    private static final int TENANTS_MAX = 10_000;

    private static final String NO_TENANT = "";

    private final transient Optimizer optimizer = new NoopOptimizer(Long.class, 2);
    private final transient Map<String, Block> blocks = new ConcurrentHashMap<>();
    private transient @Nullable Definition definition;
    private transient @Nullable ServiceRegistry registry;
    private transient @Nullable NextvalCluster cluster;
    private transient IdType idType = IdType.LONG;

    private record Definition(
            String where,
            SequenceName sequence,
            int allocationSize,
            long startWith,
            long incrementBy) {}

    /** Called by Hibernate. */
    public NextvalSequenceGenerator() {}

    @Override
    public void initialize(
            NextvalSequence annotation, Member member, GeneratorCreationContext context) {
        String where = member.getDeclaringClass().getName() + '.' + member.getName();
        int allocationSize = annotation.allocationSize();
        if (allocationSize < 1 || allocationSize > ALLOCATION_MAX) {
            throw new MappingException(
                    where
                            + ": allocationSize is "
                            + allocationSize
                            + ", but must be 1 to "
                            + ALLOCATION_MAX);
        }
        if (annotation.incrementBy() == 0) {
            throw new MappingException(where + ": incrementBy must not be 0");
        }
        definition =
                new Definition(
                        where,
                        SequenceName.of(annotation.schema(), annotation.value(), where),
                        allocationSize,
                        annotation.startWith(),
                        annotation.incrementBy());
        registry = context.getServiceRegistry();
    }

    @Override
    public void configure(Type type, Properties parameters, ServiceRegistry serviceRegistry) {
        idType = IdType.of(type.getReturnedClass(), requireNonNull(definition).where());
    }

    /** When the SessionFactory is built; now the settings must be right. */
    @Override
    public void initialize(SqlStringGenerationContext context) {
        Definition wanted = requireNonNull(definition);
        NextvalCluster found = requireNonNull(registry).getService(NextvalCluster.class);
        if (found == null) {
            throw ClusterErrors.setting(
                    "Hibernate did not load the service file of io.nextval.hibernate");
        }
        cluster = found;
        if (wanted.sequence().hasTenant()) {
            return;
        }
        switch (found.schemaAction()) {
            case CREATE -> create(wanted.sequence());
            case VALIDATE -> validate(wanted.sequence());
            case NOTHING -> {}
        }
    }

    @Override
    public Object generate(SharedSessionContractImplementor session, Object entity) {
        Block block = block(session.getTenantIdentifierValue());
        return idType.id(block.next(), block.sequence());
    }

    @Override
    public Optimizer getOptimizer() {
        return optimizer;
    }

    @Override
    public boolean supportsBulkInsertionIdentifierGeneration() {
        return false;
    }

    private Block block(@Nullable Object tenant) {
        String key = tenant == null ? NO_TENANT : tenant.toString();
        Block known = blocks.get(key);
        if (known != null) {
            return known;
        }
        SequenceName sequence = requireNonNull(definition).sequence();
        if (sequence.hasTenant()) {
            sequence = ofTenant(key);
        }
        if (blocks.size() >= TENANTS_MAX) {
            blocks.clear();
        }
        Block fresh =
                new Block(
                        requireNonNull(cluster),
                        sequence,
                        requireNonNull(definition).allocationSize());
        Block other = blocks.putIfAbsent(key, fresh);
        return other == null ? fresh : other;
    }

    private SequenceName ofTenant(String tenant) {
        Definition wanted = requireNonNull(definition);
        if (tenant.isEmpty()) {
            throw new HibernateException(
                    wanted.where()
                            + ": the sequence "
                            + wanted.sequence()
                            + " has a place for the tenant, but the session has none");
        }
        SequenceName sequence = wanted.sequence().withTenant(tenant);
        if (requireNonNull(cluster).schemaAction() == SchemaAction.CREATE) {
            create(sequence);
        }
        return sequence;
    }

    private void create(SequenceName sequence) {
        Definition wanted = requireNonNull(definition);
        try {
            requireNonNull(cluster).create(sequence, wanted.startWith(), wanted.incrementBy());
        } catch (SQLException e) {
            throw ClusterErrors.of("could not create sequence " + sequence, e);
        }
    }

    private void validate(SequenceName sequence) {
        boolean exists;
        try {
            exists = requireNonNull(cluster).exists(sequence);
        } catch (SQLException e) {
            throw ClusterErrors.of("could not look for sequence " + sequence, e);
        }
        if (!exists) {
            throw new SchemaManagementException(
                    "Schema validation: missing sequence ["
                            + sequence
                            + "] in the Nextval cluster, of "
                            + requireNonNull(definition).where()
                            + "; create it there, or let hibernate.hbm2ddl.auto=update do it");
        }
    }
}
