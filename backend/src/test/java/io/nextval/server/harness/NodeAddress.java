package io.nextval.server.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A node's name, data folder and loopback ports. */
public record NodeAddress(String id, Path data, int clientPort, int raftPort, int httpPort) {
    /** A node with ports that are free now and data in {@code folder/id}. */
    public static NodeAddress create(String id, Path folder) {
        List<Integer> ports = FreePorts.next(3);
        return new NodeAddress(id, folder.resolve(id), ports.get(0), ports.get(1), ports.get(2));
    }

    /** {@code host:port} of the client port. */
    public String client() {
        return "127.0.0.1:" + clientPort;
    }

    /** {@code host:port} of the Raft port. */
    public String raft() {
        return "127.0.0.1:" + raftPort;
    }

    /** The same node on another folder. */
    public NodeAddress withData(Path other) {
        return new NodeAddress(id, other, clientPort, raftPort, httpPort);
    }

    /** Arguments of the launcher for this node alone. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("server", "--id", id));
        arguments.addAll(List.of("--data", data.toString(), "--listen", client()));
        arguments.addAll(List.of("--raft", raft(), "--http", "127.0.0.1:" + httpPort));
        return arguments;
    }

    /** Arguments of the launcher for this node with these peers. */
    public List<String> arguments(List<NodeAddress> peers) {
        List<String> arguments = arguments();
        arguments.add("--peers");
        arguments.add(
                peers.stream()
                        .map(peer -> peer.id() + "=" + peer.raft())
                        .collect(Collectors.joining(",")));
        return arguments;
    }
}
