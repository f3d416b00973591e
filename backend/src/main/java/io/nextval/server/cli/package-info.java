/**
 * The command line: one class per command of {@code nextval}, {@link
 * io.nextval.server.cli.Launcher} in front of them. Commands use what any program could use (JDBC,
 * the wire protocol, a node's public entry point), never the inside of a node. Each runs on the
 * main thread of its process.
 */
@NullMarked
package io.nextval.server.cli;

import org.jspecify.annotations.NullMarked;
