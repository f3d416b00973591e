/**
 * The load behind {@code nextval bench}: the same calls over JDBC against one database or two,
 * timed and checked for duplicates. {@link io.nextval.server.cli.bench.Workers} does the calls,
 * {@link io.nextval.server.cli.bench.Machine} measures what the hardware alone takes.
 */
@NullMarked
package io.nextval.server.cli.bench;

import org.jspecify.annotations.NullMarked;
