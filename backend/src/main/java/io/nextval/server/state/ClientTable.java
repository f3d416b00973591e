package io.nextval.server.state;

import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The clients of a group and the answers they may ask for again. The applying thread only.
 *
 * <p>The clients form a list in the order in which they were last seen. Log time never goes back,
 * so moving a client to the end keeps the list sorted, and those that were idle for too long are
 * always at its start: forgetting them costs what there is to forget.
 */
final class ClientTable {
    private final LongObjectMap<ClientRecord> byRegistration = new LongObjectHashMap<>();
    private final Map<UUID, ClientRecord> byClientId = new HashMap<>();
    private @Nullable ClientRecord oldest;
    private @Nullable ClientRecord newest;

    /** The last number that was given; numbers are never used again. */
    private long lastRegistration;

    /** The answers in all windows. */
    private int recordedAnswers;

    /** Forgets every client that was not seen for longer than the retention. */
    void evictIdle(long nowMillis) {
        ClientRecord client = oldest;
        while (client != null
                && nowMillis - client.lastSeenMillis > StateLimits.TICKET_RETENTION_MILLIS) {
            unlink(client);
            byRegistration.remove(client.registration);
            byClientId.remove(client.clientId);
            recordedAnswers -= client.answers.size();
            client = oldest;
        }
    }

    Answer register(UUID clientId, long nowMillis) {
        ClientRecord known = byClientId.get(clientId);
        if (known != null) {
            seen(known, nowMillis);
            return new Answer.Registered(known.registration);
        }
        if (byClientId.size() >= StateLimits.CLIENTS_PER_GROUP_MAX) {
            return Refusals.tooManyClients();
        }
        lastRegistration = Math.addExact(lastRegistration, 1);
        add(new ClientRecord(lastRegistration, clientId, nowMillis));
        return new Answer.Registered(lastRegistration);
    }

    /** The client with this registration, now seen, or null. */
    @Nullable ClientRecord find(long registration, long nowMillis) {
        ClientRecord client = byRegistration.get(registration);
        if (client != null) {
            seen(client, nowMillis);
        }
        return client;
    }

    /** Forgets the answers to all calls below; a lower number than before changes nothing. */
    void settle(ClientRecord client, long answeredBelow) {
        if (answeredBelow > client.answeredBelow) {
            client.answeredBelow = answeredBelow;
            recordedAnswers -= client.answers.dropBelow(answeredBelow);
        }
    }

    /**
     * Whether an unknown call is refused for lack of room; see {@link ClientRecord#refusedUpTo}.
     */
    boolean refuses(ClientRecord client, long call) {
        if (client.answers.size() >= StateLimits.ANSWERS_PER_CLIENT_MAX
                || recordedAnswers >= StateLimits.ANSWERS_PER_GROUP_MAX) {
            client.refusedUpTo = Math.max(client.refusedUpTo, call);
            return true;
        }
        return call <= client.refusedUpTo;
    }

    void record(ClientRecord client, long call, Answer answer) {
        client.answers.put(call, answer);
        recordedAnswers++;
    }

    /** Adds one as the newest; false if its registration or its id was there before. */
    boolean add(ClientRecord client) {
        link(client);
        return byRegistration.put(client.registration, client) == null
                && byClientId.put(client.clientId, client) == null;
    }

    int size() {
        return byClientId.size();
    }

    int recordedAnswers() {
        return recordedAnswers;
    }

    long lastRegistration() {
        return lastRegistration;
    }

    void setLastRegistration(long registration) {
        lastRegistration = registration;
    }

    /** The one that was idle for longest; {@link ClientRecord#newer} leads on. */
    @Nullable ClientRecord oldest() {
        return oldest;
    }

    private void seen(ClientRecord client, long nowMillis) {
        client.lastSeenMillis = nowMillis;
        if (client != newest) {
            unlink(client);
            link(client);
        }
    }

    private void link(ClientRecord client) {
        ClientRecord before = newest;
        client.older = before;
        client.newer = null;
        newest = client;
        if (before == null) {
            oldest = client;
        } else {
            before.newer = client;
        }
    }

    private void unlink(ClientRecord client) {
        ClientRecord before = client.older;
        ClientRecord behind = client.newer;
        if (before == null) {
            oldest = behind;
        } else {
            before.newer = behind;
        }
        if (behind == null) {
            newest = before;
        } else {
            behind.older = before;
        }
    }
}
