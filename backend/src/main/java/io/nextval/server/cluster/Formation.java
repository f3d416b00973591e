package io.nextval.server.cluster;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.StartupException;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.raft.PeerClient;
import io.nextval.server.raft.RaftNode;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * How a node gets its identity and its groups.
 *
 * <p><b>Why a first start asks everybody.</b> A node that lost its disk looks just like a new one,
 * but it has promised votes and acknowledged entries that it no longer has. If it came back under
 * its old name, two such nodes could elect a leader that lacks numbers already handed out. So a
 * node with an empty folder creates its groups only after <em>every</em> peer said that it does not
 * know this node. At the first start of a cluster all nodes are therefore needed once; afterwards a
 * majority is enough, since the folder then says that this node belongs.
 *
 * <p>A peer relies on its state for that answer only when it has applied all of its log; and no
 * slots are assigned, so no number exists, before the catalog knows every node (see {@link
 * Steward}). Hence there is no moment at which a lost disk goes unnoticed and a number is at stake.
 */
final class Formation {
    private static final Logger LOG = LoggerFactory.getLogger(Formation.class);
    private static final int SEQUENCER_GROUPS_MIN = 3;
    private static final long ASK_AGAIN_MILLIS = 300;

    private Formation() {}

    /**
     * The identity for this start: the one in the folder, checked against the configuration, or a
     * new one, saved as not yet formed.
     *
     * @throws StartupException if folder and configuration do not belong together
     */
    static Identity identify(NodeConfig config, HostPort raft, DataFolder folder) {
        Map<String, HostPort> peers = config.single() ? Map.of(config.id(), raft) : config.peers();
        Identity known = folder.identity();
        if (known != null) {
            return checked(known, config, peers, folder);
        }
        UUID clusterId =
                config.single()
                        ? UUID.randomUUID()
                        : UUID.nameUUIDFromBytes(
                                Identity.peersText(peers).getBytes(StandardCharsets.UTF_8));
        int groups = 1 + (config.single() ? 1 : Math.max(SEQUENCER_GROUPS_MIN, peers.size()));
        return new Identity(config.id(), UUID.randomUUID(), clusterId, groups, peers, false);
    }

    private static Identity checked(
            Identity known, NodeConfig config, Map<String, HostPort> peers, DataFolder folder) {
        if (!known.id().equals(config.id())) {
            throw new StartupException(
                    StartupException.EXIT_DATA,
                    folder.path()
                            + " belongs to node "
                            + known.id()
                            + ", not to "
                            + config.id()
                            + "; correct --id or --data");
        }
        if (config.single() && known.peers().size() == 1) {
            return known;
        }
        if (!known.peers().equals(peers)) {
            throw new StartupException(
                    StartupException.EXIT_DATA,
                    folder.path()
                            + " belongs to a cluster of the peers "
                            + Identity.peersText(known.peers())
                            + ", not "
                            + Identity.peersText(peers)
                            + "; correct --peers or --data");
        }
        return known;
    }

    /**
     * Makes sure that every group exists here, creating them at the first start.
     *
     * @param stopped tells a waiting first start to give up
     * @throws StartupException if this node must not take part, with the reason
     */
    static void form(RaftNode raft, Identity identity, DataFolder folder, BooleanSupplier stopped) {
        List<GroupMember> missing = raft.members().stream().filter(m -> !raft.exists(m)).toList();
        if (identity.formed()) {
            if (!missing.isEmpty()) {
                throw lost(folder, "has lost the log of group " + missing.get(0).group());
            }
            return;
        }
        if (folder.identity() == null) {
            if (identity.peers().size() > 1) {
                askEverybody(raft, identity, folder, stopped);
            }
            if (stopped.getAsBoolean()) {
                return;
            }
            folder.save(identity);
        }
        try {
            for (GroupMember member : missing) {
                raft.create(member);
            }
        } catch (IOException e) {
            throw new StartupException(
                    StartupException.EXIT_DATA,
                    "the groups can not be created in " + folder.path() + ": " + e.getMessage(),
                    e);
        }
        folder.save(identity.withFormed());
        LOG.info("formed cluster {} as node {}", identity.clusterId(), identity.id());
    }

    private static void askEverybody(
            RaftNode raft, Identity identity, DataFolder folder, BooleanSupplier stopped) {
        TreeSet<String> silent = new TreeSet<>(identity.peers().keySet());
        silent.remove(identity.id());
        long reportAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        try (PeerClient client = raft.peerClient()) {
            while (!silent.isEmpty() && !stopped.getAsBoolean()) {
                for (String peer : new ArrayList<>(silent)) {
                    if (answered(client, peer, identity, folder)) {
                        silent.remove(peer);
                    }
                }
                if (!silent.isEmpty()) {
                    if (System.nanoTime() - reportAt > 0) {
                        report(silent, identity);
                        reportAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                    }
                    TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException(
                    StartupException.EXIT_FAILURE, "interrupted while waiting for the peers", e);
        }
    }

    private static boolean answered(
            PeerClient client, String peer, Identity identity, DataFolder folder) {
        PeerClient.Knowledge knowledge;
        try {
            knowledge = client.ask(peer, identity.id());
        } catch (IOException e) {
            LOG.debug("{} did not answer", peer, e);
            return false;
        }
        return switch (knowledge) {
            case BLANK, STRANGER -> true;
            case UNSURE -> false;
            case KNOWN ->
                    throw lost(
                            folder,
                            "is empty, but "
                                    + peer
                                    + " knows node "
                                    + identity.id()
                                    + " as a member that had a log");
            case OTHER_CLUSTER ->
                    throw new StartupException(
                            StartupException.EXIT_USAGE,
                            peer
                                    + " at "
                                    + identity.peers().get(peer)
                                    + " belongs to another cluster; --peers must be the same on"
                                    + " all nodes, here it is "
                                    + Identity.peersText(identity.peers()));
        };
    }

    private static void report(Set<String> silent, Identity identity) {
        StringBuilder text = new StringBuilder();
        for (String peer : silent) {
            text.append(' ').append(peer).append(" at ").append(identity.peers().get(peer));
        }
        LOG.warn(
                "the first start of a cluster needs all its nodes once; still waiting for{}", text);
    }

    private static StartupException lost(DataFolder folder, String what) {
        return new StartupException(
                StartupException.EXIT_DATA,
                "the data folder "
                        + folder.path()
                        + " "
                        + what
                        + "; serving from it could hand out numbers twice. Restore the folder, or"
                        + " remove this node from the cluster and add it again under a new id");
    }
}
