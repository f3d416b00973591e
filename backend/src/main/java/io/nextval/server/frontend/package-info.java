/** The client port: Netty, frames in, replies out. It never blocks and never parses SQL. */
@NullMarked
package io.nextval.server.frontend;

import org.jspecify.annotations.NullMarked;
