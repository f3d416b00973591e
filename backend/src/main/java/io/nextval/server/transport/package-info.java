/**
 * How nodes talk Raft to each other: Ratis' messages in length-prefixed frames over one TCP
 * connection for each pair of nodes and direction. Ratis finds it by the name of {@link
 * io.nextval.server.transport.PeerRpcType}. Why it is our own: docs/decisions/raft-transport.md.
 */
@NullMarked
package io.nextval.server.transport;

import org.jspecify.annotations.NullMarked;
