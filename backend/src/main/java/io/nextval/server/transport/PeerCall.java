package io.nextval.server.transport;

import org.jspecify.annotations.Nullable;

/** What a frame asks for. A number is never given a second meaning. */
enum PeerCall {
    APPEND_ENTRIES(1),
    REQUEST_VOTE(2),
    INSTALL_SNAPSHOT(3),
    START_LEADER_ELECTION(4),
    CLIENT_REQUEST(5),
    GROUP_LIST(6);

    /** Added to the number in the reply. */
    static final int REPLY = 0x80;

    /** A reply that is a text: why the call failed. */
    static final int ERROR = 0xFF;

    final int number;

    PeerCall(int number) {
        this.number = number;
    }

    static @Nullable PeerCall of(int number) {
        return number >= 1 && number <= values().length ? values()[number - 1] : null;
    }
}
