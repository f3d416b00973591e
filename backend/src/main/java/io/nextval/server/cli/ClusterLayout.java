package io.nextval.server.cli;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.StartupException;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where the nodes of a cluster on this machine listen. It is kept in the cluster's folder, since
 * the nodes know each other by these addresses and must come back with them.
 */
record ClusterLayout(List<Member> members) {
    /** More processes than that no demonstration needs. */
    static final int NODES_MAX = 9;

    private static final String FILE = "cluster.properties";
    private static final String HOST = "127.0.0.1";

    /** One node's id and ports. */
    record Member(String id, int clientPort, int raftPort, int httpPort) {
        HostPort client() {
            return new HostPort(HOST, clientPort);
        }

        HostPort raft() {
            return new HostPort(HOST, raftPort);
        }

        HostPort http() {
            return new HostPort(HOST, httpPort);
        }
    }

    ClusterLayout {
        members = List.copyOf(members);
    }

    /** A new layout on free ports. */
    static ClusterLayout onFreePorts(int nodes) {
        Iterator<Integer> ports = FreePorts.find(3 * nodes).iterator();
        List<Member> members = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            members.add(new Member("n" + i, ports.next(), ports.next(), ports.next()));
        }
        return new ClusterLayout(members);
    }

    /** True if a cluster was started in this folder before. */
    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** The layout that {@link #write} left in the folder. */
    static ClusterLayout read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        List<Member> members = new ArrayList<>();
        for (int i = 1; properties.containsKey("n" + i); i++) {
            String[] ports = properties.getProperty("n" + i).strip().split("\\s+", -1);
            try {
                members.add(
                        new Member(
                                "n" + i,
                                Integer.parseInt(ports[0]),
                                Integer.parseInt(ports[1]),
                                Integer.parseInt(ports[2])));
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw new StartupException(
                        StartupException.EXIT_DATA,
                        file + ": n" + i + " must have three ports (clients, Raft, HTTP)",
                        e);
            }
        }
        return new ClusterLayout(members);
    }

    void write(Path folder) throws IOException {
        try (Writer out = Files.newBufferedWriter(folder.resolve(FILE))) {
            out.write("# id = ports for clients, Raft, HTTP\n");
            for (Member member : members) {
                out.write(
                        member.id()
                                + " = "
                                + member.clientPort()
                                + " "
                                + member.raftPort()
                                + " "
                                + member.httpPort()
                                + "\n");
            }
        }
    }

    /** Value of {@code --peers}; empty for a single node. */
    String peers() {
        if (members.size() == 1) {
            return "";
        }
        return members.stream()
                .map(member -> member.id() + "=" + member.raft())
                .collect(Collectors.joining(","));
    }

    String url() {
        return members.stream()
                .map(member -> member.client().toString())
                .collect(Collectors.joining(",", "jdbc:nextval://", ""));
    }
}
