/**
 * The JDBC driver of Nextval, in one jar without dependencies.
 *
 * <p>Compiled after the other classes, and not with them: the jar holds libraries under names that
 * they get only when it is packed.
 */
module io.nextval.jdbc {
    requires transitive java.sql;
    requires java.logging;

    exports io.nextval.jdbc;

    uses io.nextval.client.EmbeddedNodes;

    provides java.sql.Driver with
            io.nextval.jdbc.NextvalDriver;
}
