package io.nextval.server.state;

import io.nextval.server.command.ByteReader;

import java.util.UUID;

/** The clients of a snapshot and their answers, see {@link SnapshotFormat}. */
final class ClientTableReader {
    private final ByteReader in;
    private final ClientTable clients;

    private ClientTableReader(ByteReader in, ClientTable clients) {
        this.in = in;
        this.clients = clients;
    }

    static void read(ByteReader in, ClientTable clients, long logTimeMillis) {
        ClientTableReader reader = new ClientTableReader(in, clients);
        clients.setLastRegistration(in.readUpTo(Long.MAX_VALUE, "last registration"));
        int count = in.readCount(StateLimits.CLIENTS_PER_GROUP_MAX, 21, "client count");
        long seenBefore = 0;
        for (int i = 0; i < count; i++) {
            seenBefore = reader.readClient(seenBefore, logTimeMillis);
        }
    }

    private long readClient(long seenBefore, long logTimeMillis) {
        long registration = in.readUpTo(clients.lastRegistration(), "registration");
        in.require(registration >= 1, "registration 0 was never given,");
        UUID clientId = in.readUuid("client id");
        long lastSeen = in.readUpTo(logTimeMillis, "last seen");
        String what = "client " + registration;
        in.require(lastSeen >= seenBefore, what + " is out of order");
        ClientRecord client = new ClientRecord(registration, clientId, lastSeen);
        client.answeredBelow = in.readUpTo(Long.MAX_VALUE, "answered below");
        in.require(client.answeredBelow >= 1, what + " settled calls below 1,");
        client.refusedUpTo = in.readUpTo(Long.MAX_VALUE, "refused up to");
        in.require(clients.add(client), what + " has the number or the id of another,");
        readAnswers(client);
        return lastSeen;
    }

    private void readAnswers(ClientRecord client) {
        int count = in.readCount(StateLimits.ANSWERS_PER_CLIENT_MAX, 3, "answer count");
        in.require(
                clients.recordedAnswers() <= StateLimits.ANSWERS_PER_GROUP_MAX - count,
                "too many answers of all clients");
        long before = client.answeredBelow - 1;
        for (int i = 0; i < count; i++) {
            long call = in.readUpTo(Long.MAX_VALUE, "call");
            if (call <= before) {
                throw in.fail(
                        "call "
                                + call
                                + " of client "
                                + client.registration
                                + " is settled or out of order");
            }
            clients.record(client, call, AnswerCodec.read(in));
            before = call;
        }
    }
}
