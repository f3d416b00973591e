package io.nextval.server.frontend;

import io.nextval.server.session.Identity;

/**
 * What a connection agreed on, and whom it acts for.
 *
 * @param version the protocol version that both sides speak on it
 * @param identity whom it acts for
 * @param applicationName what the client calls its program, empty if it does not; unchecked
 * @param address where it comes from, {@code HOST:PORT}
 */
public record ClientInfo(int version, Identity identity, String applicationName, String address) {

    /** The user's name, or what a client that did not log in calls itself; may be empty. */
    public String user() {
        return identity.userName();
    }
}
