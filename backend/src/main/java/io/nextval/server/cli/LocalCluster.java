package io.nextval.server.cli;

import io.nextval.server.config.StartupException;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.Topology;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A cluster of server processes on this machine, for {@code demo} and {@code bench}. However this
 * process ends, its servers end too; a temporary folder is deleted after them when this process
 * ends in good order.
 */
final class LocalCluster implements AutoCloseable {
    private static final long READY_MILLIS_MAX = 180_000;
    private static final long POLL_MILLIS = 50;
    private static final long STOP_MILLIS_MAX = 10_000;
    private static final int PORT_TRIES = 3;

    private final ClusterFolder folder;
    private final ClusterLayout layout;
    private final List<ServerProcess> servers = new ArrayList<>();
    private final Thread closeAtExit = new Thread(this::stop, "stop-cluster");
    private boolean stopped;

    private LocalCluster(ClusterFolder folder, ClusterLayout layout) {
        this.folder = folder;
        this.layout = layout;
    }

    /**
     * Starts the nodes and waits until each of them answers and every group has a leader.
     *
     * @throws StartupException if one of them ends, or if it takes too long
     */
    static LocalCluster start(ClusterFolder folder, int nodes) throws IOException {
        Path path = folder.path();
        if (ClusterLayout.isIn(path)) {
            ClusterLayout layout = ClusterLayout.read(path);
            if (layout.members().size() != nodes) {
                throw new StartupException(
                        StartupException.EXIT_USAGE,
                        "the cluster in "
                                + path
                                + " has "
                                + layout.members().size()
                                + " nodes, not "
                                + nodes
                                + "; give the same --nodes or another --data");
            }
            return started(folder, layout);
        }
        for (int i = 1; ; i++) {
            ClusterLayout layout = ClusterLayout.onFreePorts(nodes);
            layout.write(path);
            try {
                return started(folder, layout);
            } catch (StartupException e) {
                // Somebody else took a port between our look and the server's: look again.
                if (e.exitCode() != StartupException.EXIT_ADDRESS
                        || i == PORT_TRIES
                        || !folder.temporary()) {
                    throw e;
                }
                folder.clear();
            }
        }
    }

    private static LocalCluster started(ClusterFolder folder, ClusterLayout layout)
            throws IOException {
        LocalCluster cluster = new LocalCluster(folder, layout);
        Runtime.getRuntime().addShutdownHook(cluster.closeAtExit);
        try {
            cluster.startServers();
            cluster.awaitReady();
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.failed();
            throw e;
        }
    }

    private void failed() {
        synchronized (this) {
            if (!stopped) {
                stopServers();
                withdrawHook();
                return;
            }
        }
        // Ctrl-C stopped the servers; this process is ending, and has nothing more to say.
        while (true) {
            LockSupport.park();
        }
    }

    private synchronized void startServers() throws IOException {
        for (ClusterLayout.Member member : layout.members()) {
            if (stopped) {
                return;
            }
            servers.add(ServerProcess.start(layout, member, folder.path()));
        }
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(READY_MILLIS_MAX);
        for (ServerProcess server : servers) {
            while (!isReady(server)) {
                checkAlive();
                if (System.nanoTime() > deadline) {
                    throw new StartupException(
                            StartupException.EXIT_FAILURE,
                            "node "
                                    + server.member().id()
                                    + " was not ready after "
                                    + TimeUnit.MILLISECONDS.toSeconds(READY_MILLIS_MAX)
                                    + " s; its log is "
                                    + server.log());
                }
                pause();
            }
        }
    }

    private static boolean isReady(ServerProcess server) {
        try {
            Topology topology = NodeProbe.topology(server.member().client());
            return !topology.slots().isEmpty()
                    && !topology.groups().isEmpty()
                    && topology.groups().stream()
                            .map(GroupInfo::leaderNodeId)
                            .noneMatch(String::isEmpty);
        } catch (IOException e) {
            return false;
        }
    }

    /** Throws if a server has ended: its exit code, and the end of what it printed. */
    private void checkAlive() throws IOException {
        for (ServerProcess server : servers) {
            if (!server.isAlive()) {
                throw new StartupException(
                        server.exitCode() == 0 ? StartupException.EXIT_FAILURE : server.exitCode(),
                        "node "
                                + server.member().id()
                                + " ended with exit code "
                                + server.exitCode()
                                + ":"
                                + System.lineSeparator()
                                + server.lastLines());
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cluster started", e);
        }
    }

    String url() {
        return layout.url();
    }

    /** The processes, in the order of their nodes' names. */
    synchronized List<ServerProcess> servers() {
        return List.copyOf(servers);
    }

    /** Stops every server and deletes a temporary folder; once, however often it is called. */
    @Override
    public void close() {
        stop();
        withdrawHook();
    }

    private synchronized void stop() {
        if (!stopped) {
            stopped = true;
            stopServers();
            folder.deleteIfTemporary();
        }
    }

    private synchronized void stopServers() {
        servers.forEach(ServerProcess::terminate);
        servers.forEach(server -> server.awaitEnd(STOP_MILLIS_MAX));
    }

    private void withdrawHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeAtExit);
        } catch (IllegalStateException e) {
            // This process is ending, and the hook has run or is running.
        }
    }
}
