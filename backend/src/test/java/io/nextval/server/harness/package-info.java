/**
 * Real clusters for fault tests: three server processes of the built distribution on this machine,
 * which can be killed, paused and restarted, and a plain-socket client of the wire protocol.
 *
 * <p>Register {@link io.nextval.server.harness.Clusters} in a test class and start clusters from
 * it; it prints the nodes' logs when a test fails and leaves no process behind.
 */
@NullMarked
package io.nextval.server.harness;

import org.jspecify.annotations.NullMarked;
