/**
 * TLS of a node: {@link io.nextval.server.tls.ServerTls} reads the PEM files, notices when they
 * change, and makes the handlers for the client port and for the connections between nodes. The
 * handshakes' computing is done by threads of its own, not by event loops.
 */
@NullMarked
package io.nextval.server.tls;

import org.jspecify.annotations.NullMarked;
