package io.nextval.client;

import static java.util.Objects.requireNonNull;

import io.nextval.wire.Retry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.locks.ReentrantLock;

/** A client with its count of leases, which {@link Clients} guards, and its node if embedded. */
final class SharedClient {
    int leases;
    long endedNanos;

    private final ClientSettings settings;
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable Client client;
    private EmbeddedNodes.@Nullable Handle node;
    private @Nullable ClientException failure;
    private long failedNanos;

    SharedClient(ClientSettings settings) {
        this.settings = settings;
    }

    /** After {@link #connect} has returned. */
    Client client() {
        return requireNonNull(client);
    }

    /** Connects once; those that waited meanwhile share a failure, unless it was for the time. */
    void connect(long deadlineNanos) throws ClientException {
        long arrived = System.nanoTime();
        if (!Locks.tryLock(opening, deadlineNanos)) {
            throw new ClientException(
                    "08001", Retry.SAFE, "can not connect to any node: no answer in time");
        }
        try {
            ClientException shared = failure;
            if (client == null && shared != null && failedNanos - arrived > 0) {
                throw new ClientException(shared);
            }
            if (client == null) {
                open(deadlineNanos);
            }
        } finally {
            opening.unlock();
        }
    }

    void close() {
        opening.lock();
        try {
            if (client != null) {
                client.close();
            }
            if (node != null) {
                node.close();
                node = null;
            }
        } finally {
            opening.unlock();
        }
    }

    private void open(long deadlineNanos) throws ClientException {
        Client fresh = new Client(withNode());
        boolean connected = false;
        try {
            fresh.connect(deadlineNanos);
            client = fresh;
            connected = true;
        } catch (ClientException e) {
            failedNanos = System.nanoTime();
            failure = deadlineNanos - failedNanos > 0 ? e : null;
            throw e;
        } finally {
            if (!connected) {
                fresh.close();
            }
        }
    }

    private ClientSettings withNode() throws ClientException {
        ClientSettings.Embedded embedded = settings.embedded();
        if (embedded == null) {
            return settings;
        }
        if (node == null) {
            node = start(embedded);
        }
        return settings.withEndpoints(List.of(new Endpoint(node.host(), node.port())));
    }

    private static EmbeddedNodes.Handle start(ClientSettings.Embedded embedded)
            throws ClientException {
        try {
            return nodes(embedded).open(embedded.kind(), embedded.nameOrDir());
        } catch (RuntimeException e) {
            throw new ClientException(
                    "08001",
                    Retry.NEVER,
                    "can not start the embedded node "
                            + embedded.nameOrDir()
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static EmbeddedNodes nodes(ClientSettings.Embedded embedded) throws ClientException {
        ClassLoader own = SharedClient.class.getClassLoader();
        return ServiceLoader.load(EmbeddedNodes.class)
                .findFirst()
                .or(() -> ServiceLoader.load(EmbeddedNodes.class, own).findFirst())
                .orElseThrow(
                        () ->
                                new ClientException(
                                        "08001",
                                        Retry.NEVER,
                                        "jdbc:nextval:"
                                                + embedded.kind()
                                                + ": needs the server in this JVM; add the jar"
                                                + " io.nextval:nextval-server to the class path"));
    }
}
