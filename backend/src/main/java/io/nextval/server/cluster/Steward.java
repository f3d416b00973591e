package io.nextval.server.cluster;

import io.nextval.server.command.Command;
import io.nextval.server.command.NodeRecord;
import io.nextval.server.config.StartupException;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.raft.PeerClient;
import io.nextval.server.raft.Proposal;
import io.nextval.server.raft.RaftNode;
import io.nextval.server.state.Answer;
import io.nextval.server.state.Slots;
import io.nextval.wire.SlotRun;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The chores of a node, all on one thread of its own: records the node in the catalog, gives a new
 * cluster its slot map and its groups their slots, hands leaderships to the node they belong on,
 * has idle groups save their state, and notices when Ratis gave a group up.
 */
final class Steward implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Steward.class);
    private static final long PERIOD_MILLIS = 200;
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long TRANSFER_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SNAPSHOT_PERIOD_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final RaftNode raft;
    private final String id;
    private final NodeRecord record;
    private final Consumer<StartupException> fatal;
    private final ScheduledExecutorService thread;
    private long transferNotBefore = System.nanoTime();
    private long snapshotNotBefore = System.nanoTime() + SNAPSHOT_PERIOD_NANOS;

    Steward(RaftNode raft, NodeRecord record, Consumer<StartupException> fatal) {
        this.raft = raft;
        this.id = record.id();
        this.record = record;
        this.fatal = fatal;
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        r -> {
                            Thread t = new Thread(r, "steward");
                            t.setDaemon(true);
                            return t;
                        });
        var unused =
                thread.scheduleWithFixedDelay(
                        this::chores, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void chores() {
        try {
            int failed = raft.failedGroup();
            if (failed >= 0) {
                fatal.accept(
                        new StartupException(
                                StartupException.EXIT_FAILURE,
                                "group "
                                        + failed
                                        + " failed; the log says why. Start this node again"));
                return;
            }
            recordNode();
            assignSlots();
            balanceLeaders();
            saveStates();
        } catch (RuntimeException e) {
            LOG.warn("a chore failed and is tried again", e);
        }
    }

    private void recordNode() {
        GroupMember catalog = raft.members().get(0);
        if (catalog.leaderHint().isEmpty() || catalog.state().nodes().contains(record)) {
            return;
        }
        try (PeerClient client = raft.peerClient()) {
            String refusal = client.record(record);
            if (!refusal.isEmpty()) {
                fatal.accept(new StartupException(StartupException.EXIT_DATA, refusal));
            }
        } catch (IOException e) {
            LOG.warn("the catalog took no record of this node yet: {}", e.toString());
        }
    }

    private void assignSlots() {
        GroupMember catalog = raft.members().get(0);
        if (catalog.leading() && catalog.state().slots().isEmpty() && allRecorded(catalog)) {
            propose(catalog, new Command.AssignSlots(evenRuns(raft.members().size() - 1)));
        }
        for (GroupMember member : raft.members()) {
            if (member.group() == 0
                    || !member.leading()
                    || !member.state().ownedSlots().isEmpty()) {
                continue;
            }
            for (SlotRun run : catalog.state().slots()) {
                if (run.group() == member.group()) {
                    propose(member, new Command.AdoptSlots(run.firstSlot(), run.lastSlot()));
                }
            }
        }
    }

    /**
     * Before this nothing is handed out: a node that the catalog does not know may lose its disk.
     */
    private static boolean allRecorded(GroupMember catalog) {
        List<String> known = catalog.state().nodes().stream().map(NodeRecord::id).toList();
        return known.containsAll(catalog.members());
    }

    /** One run of slots for each sequencer group 1…groups. */
    static List<SlotRun> evenRuns(int groups) {
        List<SlotRun> runs = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int first = g * Slots.COUNT / groups;
            int last = (g + 1) * Slots.COUNT / groups - 1;
            runs.add(new SlotRun(first, last, g + 1));
        }
        return runs;
    }

    private void balanceLeaders() {
        long now = System.nanoTime();
        if (now - transferNotBefore < 0) {
            return;
        }
        for (GroupMember member : raft.members()) {
            List<String> members = member.members();
            if (members.size() < 2
                    || !member.leading()
                    || now - member.leadingSinceNanos() < SETTLED_NANOS) {
                continue;
            }
            String home = members.get(member.group() % members.size());
            if (!home.equals(id) && raft.caughtUp(member, home)) {
                LOG.info("group {}: handing the lead to {}", member.group(), home);
                if (!raft.transfer(member, home)) {
                    transferNotBefore = now + TRANSFER_PAUSE_NANOS;
                }
                return;
            }
        }
    }

    private void saveStates() {
        long now = System.nanoTime();
        if (now - snapshotNotBefore >= 0) {
            snapshotNotBefore = now + SNAPSHOT_PERIOD_NANOS;
            raft.members().forEach(raft::snapshot);
        }
    }

    /** These commands change nothing if they are applied twice, so nobody waits for the answer. */
    private static void propose(GroupMember member, Command command) {
        member.propose(
                new Proposal() {
                    @Override
                    public Command command() {
                        return command;
                    }

                    @Override
                    public void applied(Answer answer) {
                        LOG.info("group {}: {}", member.group(), command);
                    }

                    @Override
                    public void notLeader() {
                        LOG.debug("group {}: {} must be proposed again", member.group(), command);
                    }

                    @Override
                    public void overloaded() {
                        LOG.debug("group {}: {} must be proposed again", member.group(), command);
                    }
                });
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
