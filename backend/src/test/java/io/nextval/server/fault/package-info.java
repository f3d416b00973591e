/**
 * Fault tests: real server processes are killed, paused and mistreated while clients draw numbers,
 * and the history of what the clients saw is checked afterwards.
 */
@NullMarked
package io.nextval.server.fault;

import org.jspecify.annotations.NullMarked;
