/**
 * The Nextval server: {@link io.nextval.server.Main} starts everything. A request goes through the
 * packages in one direction: frontend, execute, raft, state; docs/architecture.md follows one.
 */
@NullMarked
package io.nextval.server;

import org.jspecify.annotations.NullMarked;
