package io.nextval.testcontainers;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A cluster of Nextval nodes, each in a container, on a network of its own. A test may {@link
 * #kill} nodes and {@link #restart} them; as long as a majority runs, programs only notice a delay.
 *
 * <p>The nodes have fixed ports on the machine of the engine, free ones that are chosen when the
 * object is made, so that a node that comes back is found where it was; the nodes tell clients
 * these. So programs inside other containers need the URL's host and ports as well. The nodes talk
 * to each other without TLS, which only their network can reach; clients log in as {@code nextval}
 * with the password {@code nextval}.
 *
 * <p>Not thread-safe.
 */
public final class NextvalCluster implements Startable {
    private static final String USERNAME = "nextval";
    private static final String PASSWORD = "nextval";
    private static final int RAFT_PORT = 7651;
    private static final int NODES_MAX = 9;

    private final Network network = Network.newNetwork();
    private final List<GenericContainer<?>> nodes = new ArrayList<>();
    private final List<Integer> ports;
    private final String host = DockerClientFactory.instance().dockerHostIpAddress();

    /**
     * Three nodes from an image.
     *
     * @param image name with tag, for example {@code nextval/nextval:0.1.0}
     */
    public NextvalCluster(String image) {
        this(DockerImageName.parse(image), 3);
    }

    /**
     * Nodes from an image; none runs before {@link #start}.
     *
     * @param image {@code nextval/nextval} or a substitute that is declared as compatible with it
     * @param size how many nodes, 1 to 9; an even number survives no more than one less
     */
    public NextvalCluster(DockerImageName image, int size) {
        if (size < 1 || size > NODES_MAX) {
            throw new IllegalArgumentException(
                    "a cluster of " + size + " nodes: allowed are 1 to " + NODES_MAX);
        }
        image.assertCompatibleWith(NextvalContainer.IMAGE_NAME);
        ports = freePorts(size);
        // A cluster is known by its peers' addresses: those of two clusters must differ.
        String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);
        StringJoiner peers = new StringJoiner(",");
        for (int i = 0; i < size; i++) {
            peers.add(id(i) + "=" + id(i) + suffix + ":" + RAFT_PORT);
        }
        for (int i = 0; i < size; i++) {
            nodes.add(node(image, i, id(i) + suffix, peers.toString()));
        }
    }

    private GenericContainer<?> node(DockerImageName image, int index, String name, String peers) {
        GenericContainer<?> node =
                new GenericContainer<>(image)
                        .withNetwork(network)
                        .withNetworkAliases(name)
                        .withCreateContainerCmdModifier(command -> command.withHostName(name))
                        .withEnv("NEXTVAL_ID", id(index))
                        .withEnv("NEXTVAL_PEERS", peers)
                        .withEnv("NEXTVAL_INSECURE", "true")
                        .withEnv("NEXTVAL_ADVERTISE", address(ports.get(index)))
                        .withEnv("NEXTVAL_SUPERUSER_PASSWORD_FILE", NextvalContainer.PASSWORD_FILE)
                        .withCopyToContainer(
                                Transferable.of(PASSWORD, 0444), NextvalContainer.PASSWORD_FILE)
                        .withExposedPorts(NextvalContainer.PORT, NextvalContainer.HEALTH_PORT)
                        .waitingFor(Wait.forLogMessage(NextvalContainer.READY_LINE, 1));
        node.setPortBindings(List.of(ports.get(index) + ":" + NextvalContainer.PORT));
        return node;
    }

    /** Starts all nodes at the same time, since the first start of a cluster needs every one. */
    @Override
    public void start() {
        Startables.deepStart(nodes).join();
    }

    @Override
    public void stop() {
        nodes.forEach(GenericContainer::stop);
        network.close();
    }

    /** A URL with the addresses of all nodes, for clients outside; the same after restarts. */
    public String getJdbcUrl() {
        String hosts = ports.stream().map(this::address).collect(Collectors.joining(","));
        String parameters = NextvalContainer.isLoopback(host) ? "" : "?tls=disable";
        return "jdbc:nextval://" + hosts + "/public" + parameters;
    }

    /** Name of the user that may do everything. */
    public String getUsername() {
        return USERNAME;
    }

    /** That user's password. */
    public String getPassword() {
        return PASSWORD;
    }

    /** The nodes' containers, {@code n1} first. */
    public List<GenericContainer<?>> nodes() {
        return List.copyOf(nodes);
    }

    /**
     * Ends a node's process at once, as a crash does.
     *
     * @param index 0 for {@code n1}
     */
    public void kill(int index) {
        GenericContainer<?> node = nodes.get(index);
        node.getDockerClient().killContainerCmd(node.getContainerId()).exec();
    }

    /**
     * Starts a node that was killed, with its data and at its old address. It takes part again some
     * seconds later.
     *
     * @param index 0 for {@code n1}
     */
    public void restart(int index) {
        GenericContainer<?> node = nodes.get(index);
        node.getDockerClient().startContainerCmd(node.getContainerId()).exec();
    }

    private String address(int port) {
        return NextvalContainer.inUrl(host) + ":" + port;
    }

    private static String id(int index) {
        return "n" + (index + 1);
    }

    /** All are held until the last is found, so that they differ. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0));
            }
            List<Integer> found = held.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : held) {
                socket.close();
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("no free ports on this machine", e);
        }
    }
}
