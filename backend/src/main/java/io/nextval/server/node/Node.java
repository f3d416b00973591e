package io.nextval.server.node;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.cluster.Membership;
import io.nextval.server.config.Auth;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.config.ServerVersion;
import io.nextval.server.config.StartupException;
import io.nextval.server.execute.Dispatcher;
import io.nextval.server.frontend.ClientListener;
import io.nextval.server.frontend.ServerIdentity;
import io.nextval.server.observe.AuditLog;
import io.nextval.server.observe.HealthEndpoint;
import io.nextval.server.session.Authenticator;
import io.nextval.server.tls.ServerTls;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One running node. {@link #start} returns once it listens and takes part in its groups; {@link
 * #awaitReady} tells when there are leaders to answer. All methods may be called from any thread.
 */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long READY_POLL_MILLIS = 20;

    private final NodeConfig config;
    private final Consumer<String> announcement;
    private final CatalogAccounts accounts = new CatalogAccounts();
    private final GatedHandler gate = new GatedHandler();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile @Nullable ClusterView view;
    private volatile @Nullable StartupException failure;
    private @Nullable HostPort clientAddress;
    private @Nullable HostPort httpAddress;
    private @Nullable HostPort raftAddress;

    private Node(NodeConfig config, Consumer<String> announcement) {
        this.config = config;
        this.announcement = announcement;
    }

    /**
     * Starts a node.
     *
     * @throws StartupException if it can not start, with the exit code and a message for the
     *     operator; nothing is left behind
     */
    public static Node start(NodeConfig config) {
        return start(
                config,
                password ->
                        LOG.warn(
                                "the first user has a password that nobody was told; set"
                                        + " superuser_password_file"));
    }

    /**
     * Starts a node.
     *
     * @param announcement is given, at most once in a cluster's life, the text for its operator
     *     that holds the first user's password; it must show it to nobody else, and not keep it
     * @throws StartupException as {@link #start(NodeConfig)}
     */
    public static Node start(NodeConfig config, Consumer<String> announcement) {
        Node node = new Node(config, announcement);
        try {
            node.open();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void open() {
        ServerTls tls = ServerTls.of(config);
        Membership membership = opened(new Membership(config, tls, this::fail));
        raftAddress = membership.raftAddress();
        ServerIdentity identity =
                new ServerIdentity(membership.clusterId(), config.id(), ServerVersion.current());
        HealthEndpoint http = opened(new HealthEndpoint(config.http(), this::ready));
        httpAddress = http.address();
        Authenticator authenticator = new Authenticator(config.security(), accounts);
        ClientListener listener =
                opened(new ClientListener(config.listen(), identity, gate, authenticator, tls));
        clientAddress = listener.address();
        auditStart(membership, listener);
        ClusterView joined = membership.join(listener.address(), http.address(), closing::get);
        gate.open(opened(new Dispatcher(joined)));
        accounts.join(joined);
        if (needsUsers()) {
            opened(new FirstSuperuser(config.security(), joined, announcement, this::fail));
        }
        view = joined;
    }

    private void auditStart(Membership membership, ClientListener listener) {
        SecurityConfig security = config.security();
        AuditLog.write(
                AuditLog.Event.START,
                "",
                "",
                "node "
                        + config.id()
                        + " version "
                        + ServerVersion.current()
                        + ", auth "
                        + security.auth()
                        + ", tls "
                        + security.tls().mode()
                        + ", tls between nodes "
                        + security.tls().mutualBetweenNodes()
                        + ", insecure "
                        + security.insecure()
                        + ", listen "
                        + listener.address()
                        + ", raft "
                        + membership.raftAddress()
                        + ", peers "
                        + config.peers().keySet(),
                AuditLog.OK);
    }

    private boolean needsUsers() {
        return config.security().auth() != Auth.TRUST;
    }

    private <T extends AutoCloseable> T opened(T part) {
        synchronized (parts) {
            parts.push(part);
        }
        return part;
    }

    /** Where clients connect, with the real port. */
    public HostPort clientAddress() {
        return known(clientAddress);
    }

    /** Where health is asked, with the real port. */
    public HostPort httpAddress() {
        return known(httpAddress);
    }

    /** Where other nodes connect, with the real port. */
    public HostPort raftAddress() {
        return known(raftAddress);
    }

    /** The folder this node keeps its log in. */
    public Path dataFolder() {
        return config.data();
    }

    private static HostPort known(@Nullable HostPort address) {
        if (address == null) {
            throw new IllegalStateException("the node has not started");
        }
        return address;
    }

    /**
     * True while every group has a leader as far as this node knows, and, if clients must log in,
     * there is a user who can.
     */
    public boolean ready() {
        ClusterView joined = view;
        return joined != null && joined.ready() && (!needsUsers() || !accounts.known().isEmpty());
    }

    /** Waits until the node is ready; false if it was not within the time or stopped. */
    public boolean awaitReady(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!ready()) {
            if (System.nanoTime() - end > 0
                    || stopped.await(READY_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Waits until the node has stopped, for whatever reason. */
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /** Why the node stopped by itself; null if it was closed or still runs. */
    public @Nullable String failure() {
        StartupException reason = failure;
        return reason == null ? null : reason.getMessage();
    }

    /** The exit code for the process once the node has stopped: 0 after {@link #close}. */
    public int exitCode() {
        StartupException reason = failure;
        return reason == null ? 0 : reason.exitCode();
    }

    /** A broken node must not serve: it stops by itself, from a thread of its own. */
    private void fail(StartupException reason) {
        synchronized (parts) {
            if (failure != null || closing.get()) {
                return;
            }
            failure = reason;
        }
        LOG.error("node {} stops: {}", config.id(), reason.getMessage());
        Thread closer = new Thread(this::close, "node-failure");
        closer.start();
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        gate.close();
        for (AutoCloseable part = next(); part != null; part = next()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
            }
        }
        stopped.countDown();
    }

    private @Nullable AutoCloseable next() {
        synchronized (parts) {
            return parts.poll();
        }
    }
}
