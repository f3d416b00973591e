/**
 * What a node is told before it starts: one {@link io.nextval.server.config.Setting} per option,
 * read from the command line, the environment and a properties file into a {@link
 * io.nextval.server.config.NodeConfig}. Nothing here opens a file for writing or a socket.
 */
@NullMarked
package io.nextval.server.config;

import org.jspecify.annotations.NullMarked;
