package io.nextval.integrations;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** Hibernate as applications configure it: a data source, and no dialect. */
final class Hibernate {
    private static final String BATCH_SIZE = "20";

    private Hibernate() {}

    /** Boots with an action of hbm2ddl: create, validate or none. */
    static SessionFactory boot(DataSource source, String action, Class<?>... entities) {
        return boot(source, action, Map.of(), entities);
    }

    /** The same with further settings. */
    static SessionFactory boot(
            DataSource source, String action, Map<String, String> more, Class<?>... entities) {
        Configuration configuration = new Configuration();
        more.forEach(configuration::setProperty);
        for (Class<?> entity : entities) {
            configuration.addAnnotatedClass(entity);
        }
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, source);
        configuration.setProperty(AvailableSettings.HBM2DDL_AUTO, action);
        configuration.setProperty(AvailableSettings.STATEMENT_BATCH_SIZE, BATCH_SIZE);
        configuration.setProperty(AvailableSettings.ORDER_INSERTS, "true");
        return configuration.buildSessionFactory();
    }

    /** Persists so many orders in one transaction and returns their ids. */
    static List<Long> persistOrders(SessionFactory factory, int count) {
        List<Long> ids = new ArrayList<>();
        factory.inTransaction(
                session -> {
                    for (int i = 0; i < count; i++) {
                        Order order = new Order("item " + i);
                        session.persist(order);
                        ids.add(order.id());
                    }
                });
        return ids;
    }
}
