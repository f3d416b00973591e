package io.nextval.server.state;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** What a group remembers of one client. Belongs to {@link ClientTable}. */
final class ClientRecord {
    final long registration;
    final UUID clientId;
    final AnswerWindow answers = new AnswerWindow();

    /** Log time of its last command. */
    long lastSeenMillis;

    /** All calls below are settled; only ever rises. */
    long answeredBelow = 1;

    /**
     * The highest call that was refused because too many were unsettled. A refusal can not be
     * recorded when the records are full, yet a second entry with the same ticket must not get
     * another answer; so every unknown call up to this one is refused from then on.
     */
    long refusedUpTo;

    /** Neighbours in order of {@code lastSeenMillis}. */
    @Nullable ClientRecord older;

    @Nullable ClientRecord newer;

    ClientRecord(long registration, UUID clientId, long lastSeenMillis) {
        this.registration = registration;
        this.clientId = clientId;
        this.lastSeenMillis = lastSeenMillis;
    }
}
