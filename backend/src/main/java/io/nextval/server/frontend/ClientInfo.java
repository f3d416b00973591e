package io.nextval.server.frontend;

import io.nextval.wire.Hello;

/**
 * What a connection agreed on and what its client said of itself in the handshake. Nothing of it is
 * checked: it names the client, it does not authenticate it.
 *
 * @param version the protocol version that both sides speak on it
 * @param user who the client says it is, empty if it does not
 */
public record ClientInfo(int version, String user) {

    static ClientInfo of(Hello hello, int version) {
        return new ClientInfo(version, hello.properties().getOrDefault("user", ""));
    }
}
