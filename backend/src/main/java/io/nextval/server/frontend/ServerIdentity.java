package io.nextval.server.frontend;

import java.util.UUID;

/** What a node says of itself in the handshake. */
public record ServerIdentity(UUID clusterId, String nodeId, String version) {}
