package io.nextval.server.execute;

import static org.awaitility.Awaitility.await;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.cluster.Membership;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.frontend.ClientListener;
import io.nextval.server.frontend.Replies;
import io.nextval.server.frontend.ServerIdentity;
import io.nextval.server.harness.NodeAddress;
import io.nextval.server.harness.WireClient;
import io.nextval.server.node.CatalogAccounts;
import io.nextval.server.session.Authenticator;
import io.nextval.server.tls.ServerTls;
import io.nextval.wire.Frame;
import io.nextval.wire.Hello;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Welcome;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A node of its own on loopback, with its dispatcher at hand and a count of what it was asked. */
final class LiveNode implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Membership membership;
    private final ClientListener listener;
    private final ClusterView view;
    private final Dispatcher dispatcher;
    private final Map<Class<? extends Frame>, AtomicLong> asked = new ConcurrentHashMap<>();
    private volatile @Nullable Dispatcher open;

    LiveNode(Path folder) {
        this.folder = folder;
        HostPort any = new HostPort("127.0.0.1", 0);
        NodeConfig config = new NodeConfig("live", folder, any, null, any, any, Map.of());
        membership =
                new Membership(
                        config,
                        failure -> {
                            throw failure;
                        });
        ServerIdentity identity = new ServerIdentity(membership.clusterId(), "live", "0.0");
        CatalogAccounts accounts = new CatalogAccounts();
        listener =
                new ClientListener(
                        any,
                        identity,
                        this::handle,
                        new Authenticator(SecurityConfig.TRUST, accounts),
                        ServerTls.OFF);
        view = membership.join(listener.address(), any, () -> false);
        accounts.join(view);
        dispatcher = new Dispatcher(view);
        await().atMost(LIMIT).until(view::ready);
        open = dispatcher;
    }

    private void handle(Frame request, int requestId, Replies replies) {
        asked.computeIfAbsent(request.getClass(), type -> new AtomicLong()).incrementAndGet();
        Dispatcher opened = open;
        if (opened == null) {
            replies.reply(requestId, new Redirect(RedirectReason.NOT_READY, -1, ""));
        } else {
            opened.handle(request, requestId, replies);
        }
    }

    ClusterView view() {
        return view;
    }

    /** As if a client had asked. */
    void ask(Frame request, int requestId, Replies replies) {
        handle(request, requestId, replies);
    }

    /** How many texts the node parsed so far. */
    long parses() {
        return dispatcher.parses();
    }

    /** How many frames of this type came so far. */
    long asked(Class<? extends Frame> type) {
        AtomicLong count = asked.get(type);
        return count == null ? 0 : count.get();
    }

    /** A connection of the application with this name; each has a client of its own. */
    Connection connect(String application) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("applicationName", application);
        return DriverManager.getConnection(
                "jdbc:nextval://127.0.0.1:" + listener.address().port() + "/public", properties);
    }

    /** A connection without a driver that speaks this version of the protocol. */
    WireClient wire(int version) throws IOException {
        int port = listener.address().port();
        WireClient client = WireClient.raw(new NodeAddress("live", folder, port, 0, 0), LIMIT);
        Frame welcome = client.request(new Hello(version, version, "test", Map.of("user", "anna")));
        if (welcome instanceof Welcome agreed && agreed.version() == version) {
            return client;
        }
        client.close();
        throw new IOException("expected Welcome, got " + welcome);
    }

    @Override
    public void close() {
        open = null;
        dispatcher.close();
        listener.close();
        membership.close();
    }
}
