/**
 * The JDBC faces of Nextval: {@link io.nextval.jdbc.NextvalDriver} is found by DriverManager and
 * opens {@code jdbc:nextval://host:port,…/schema}.
 *
 * <p>Connections are light: all of a JVM to one cluster share one {@link io.nextval.client.Client}.
 * What a sequencer has no use for is refused with SQLFeatureNotSupportedException and state 0AX00,
 * which pools do not take for a broken connection.
 */
@NullMarked
package io.nextval.jdbc;

import org.jspecify.annotations.NullMarked;
