package io.nextval.server.embedded;

import io.nextval.client.EmbeddedNodes;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.StartupException;
import io.nextval.server.node.Node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs single nodes inside this JVM for {@code jdbc:nextval:embedded:DIR} and {@code
 * jdbc:nextval:mem:NAME}; the driver finds it by ServiceLoader. All connections to one folder or
 * name share one node.
 *
 * <p>A node on a folder stops when its last user closes, so that another process may open the
 * folder. A named one in memory lives as long as the JVM: stopping it earlier would forget which
 * numbers it has handed out. Neither keeps the JVM alive.
 */
public final class EmbeddedNodeProvider implements EmbeddedNodes {
    private static final Map<String, SharedNode> OPEN = new HashMap<>();
    private static final Duration START_MAX = Duration.ofSeconds(30);

    /** Called by ServiceLoader. */
    public EmbeddedNodeProvider() {}

    @Override
    public Handle open(String kind, String nameOrDir) {
        boolean memory = kind.equals("mem");
        String key = memory ? "mem:" + nameOrDir : folder(nameOrDir).toString();
        synchronized (OPEN) {
            SharedNode shared = OPEN.get(key);
            if (shared == null || shared.stopped()) {
                Node node = start(memory ? temporaryFolder() : folder(nameOrDir));
                shared = new SharedNode(node, memory);
                OPEN.put(key, shared);
            }
            return shared.use();
        }
    }

    private static Path folder(String dir) {
        return Path.of(dir).toAbsolutePath().normalize();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("nextval-mem-");
        } catch (IOException e) {
            throw new StartupException(
                    StartupException.EXIT_DATA,
                    "no temporary folder can be made: " + e.getMessage(),
                    e);
        }
    }

    /**
     * Starts a node from a daemon thread. Those that the node starts by way of its libraries are
     * then daemons too, as threads inherit that, and none of them keeps the JVM alive. They look
     * for their classes where this one is, whatever class loader the caller's thread has.
     */
    private static Node start(Path data) {
        FutureTask<Node> starting = new FutureTask<>(() -> startHere(data));
        Thread starter = new Thread(null, starting, "embedded-start", 0, false);
        starter.setDaemon(true);
        starter.setContextClassLoader(EmbeddedNodeProvider.class.getClassLoader());
        starter.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return starting.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    starter.interrupt();
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartupException known) {
                throw known;
            }
            throw new IllegalStateException("the node did not start: " + e.getCause(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Node startHere(Path data) {
        HostPort anyPort = new HostPort("127.0.0.1", 0);
        Node node =
                Node.start(
                        new NodeConfig(
                                "embedded", data, anyPort, null, anyPort, anyPort, Map.of()));
        boolean ready = false;
        try {
            ready = node.awaitReady(START_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!ready) {
                node.close();
            }
        }
        if (!ready) {
            throw new StartupException(
                    StartupException.EXIT_FAILURE,
                    "the embedded node in "
                            + data
                            + " did not become ready within "
                            + START_MAX.toSeconds()
                            + " s");
        }
        return node;
    }

    /** A running node and how many use it; guarded by {@link #OPEN}. */
    private static final class SharedNode {
        private final Node node;
        private final boolean untilExit;
        private int users;

        SharedNode(Node node, boolean untilExit) {
            this.node = node;
            this.untilExit = untilExit;
            if (untilExit) {
                Runtime.getRuntime().addShutdownHook(new Thread(new MemoryCleaner(node)));
            }
        }

        boolean stopped() {
            return node.failure() != null || (users == 0 && !untilExit);
        }

        Handle use() {
            users++;
            return new Use(this);
        }

        void release() {
            synchronized (OPEN) {
                users--;
                if (users == 0 && !untilExit) {
                    node.close();
                }
            }
        }
    }

    private static final class Use implements Handle {
        private final SharedNode shared;
        private boolean closed;

        Use(SharedNode shared) {
            this.shared = shared;
        }

        @Override
        public String host() {
            return shared.node.clientAddress().host();
        }

        @Override
        public int port() {
            return shared.node.clientAddress().port();
        }

        @Override
        public void close() {
            synchronized (OPEN) {
                if (!closed) {
                    closed = true;
                    shared.release();
                }
            }
        }
    }
}
