/**
 * The JDBC driver of Nextval, in one jar without dependencies.
 *
 * <p>Compiled after the other classes, and not with them: the jar holds libraries under names that
 * they get only when it is packed.
 */
module io.nextval.jdbc {
    requires transitive java.sql;
    requires java.logging;

    // the parts that only those with Hibernate or Spring Boot use
    requires static org.hibernate.orm.core;
    requires static spring.boot;
    requires static spring.context;
    requires static spring.core;

    exports io.nextval.jdbc;
    exports io.nextval.hibernate;

    opens io.nextval.spring;

    uses io.nextval.client.EmbeddedNodes;
    uses java.sql.Driver;

    provides java.sql.Driver with
            io.nextval.jdbc.NextvalDriver;
}
