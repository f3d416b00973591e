package io.nextval.hibernate.tests;

import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds SessionFactories; what they need that is the same for all is said here. */
final class Orm {
    static final String DDL = "hibernate.hbm2ddl.auto";
    static final String ENTITIES = "hibernate.connection.datasource";
    static final String URL = "nextval.url";
    static final String SOURCE = "nextval.datasource";
    static final String BATCH = "hibernate.jdbc.batch_size";

    private Orm() {}

    static SessionFactory build(Map<String, ?> settings, Class<?>... entities) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent(BATCH, 50);
        StandardServiceRegistry registry =
                new StandardServiceRegistryBuilder().applySettings(all).build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            List.of(entities).forEach(sources::addAnnotatedClass);
            return sources.buildMetadata().buildSessionFactory();
        } catch (RuntimeException | Error e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    /** All ids of an entity, in their order. */
    static List<Long> ids(SessionFactory factory, Class<?> entity) {
        return factory.fromTransaction(
                session ->
                        session.createQuery(
                                        "select e.id from "
                                                + entity.getSimpleName()
                                                + " e order by e.id",
                                        Long.class)
                                .getResultList());
    }
}
