package io.nextval.server.cli;

import io.nextval.client.ClientSettings;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.StartupException;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.NodeInfo;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Topology;
import io.nextval.wire.Welcome;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code nextval status}: nodes, groups and leaders, as the first node that answers sees them. */
@Command(
        name = "status",
        description = {
            "Print the nodes of a cluster, its groups and their leaders.",
            "The exit code is 0 if all nodes answer and all groups have a leader, else 1."
        })
final class StatusCommand implements Callable<Integer> {
    private static final String NODE_LINE = "%-16s %-28s %s%n";
    private static final String GROUP_LINE = "%-8s %-10s %-16s %s%n";

    private final Streams streams;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "URL", description = "For example jdbc:nextval://127.0.0.1:7650")
    private String url = "";

    @Option(
            names = {"-U", "--user"},
            paramLabel = "NAME",
            description = "The user to connect as; the password comes from NEXTVAL_PASSWORD.")
    private @Nullable String user;

    StatusCommand(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ClientSettings settings = ProbeSettings.of(url, user, environment);
        StringBuilder refusals = new StringBuilder();
        for (HostPort address : ClusterUrl.addresses(url)) {
            try {
                return print(NodeProbe.of(address, settings), settings);
            } catch (IOException e) {
                refusals.append(refusals.isEmpty() ? "" : "; ")
                        .append(address)
                        .append(": ")
                        .append(e.getMessage());
            }
        }
        throw new StartupException(
                StartupException.EXIT_FAILURE, "no node of the URL answers (" + refusals + ")");
    }

    private int print(NodeProbe first, ClientSettings settings) {
        PrintWriter out = streams.out();
        Welcome welcome = first.welcome();
        Topology topology = first.topology();
        out.println("cluster " + welcome.clusterId() + ", seen by node " + welcome.nodeId());
        out.println();
        boolean healthy = printNodes(out, topology, settings);
        out.println();
        return printGroups(out, topology) && healthy ? 0 : StartupException.EXIT_FAILURE;
    }

    private static boolean printNodes(PrintWriter out, Topology topology, ClientSettings settings) {
        boolean all = true;
        out.printf(Locale.ROOT, NODE_LINE, "node", "address", "state");
        for (NodeInfo node : topology.nodes()) {
            HostPort address = new HostPort(node.host(), node.port());
            String state;
            try {
                NodeProbe probe = NodeProbe.of(address, settings);
                state = "up, version " + probe.welcome().serverVersion();
            } catch (IOException e) {
                state = "no answer: " + e.getMessage();
                all = false;
            }
            out.printf(Locale.ROOT, NODE_LINE, node.id(), address, state);
        }
        return all;
    }

    private static boolean printGroups(PrintWriter out, Topology topology) {
        boolean all = true;
        out.printf(Locale.ROOT, GROUP_LINE, "group", "slots", "leader", "members");
        for (GroupInfo group : topology.groups()) {
            int slots = 0;
            for (SlotRun run : topology.slots()) {
                slots += run.group() == group.group() ? run.lastSlot() - run.firstSlot() + 1 : 0;
            }
            String leader = group.leaderNodeId();
            all &= !leader.isEmpty();
            out.printf(
                    Locale.ROOT,
                    GROUP_LINE,
                    group.group() == 0 ? "catalog" : group.group(),
                    group.group() == 0 ? "-" : slots,
                    leader.isEmpty() ? "(none)" : leader,
                    String.join(" ", group.members()));
        }
        return all;
    }
}
