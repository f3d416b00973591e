package io.nextval.server.raft;

import io.nextval.server.command.Batch;
import io.nextval.server.command.BatchCodec;
import io.nextval.server.config.StartupException;
import io.nextval.server.state.Answer;
import io.nextval.server.state.GroupState;

import org.apache.ratis.proto.RaftProtos.InstallSnapshotResult;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Ratis' face of one group's {@link GroupState}: feeds it the committed entries in order, saves and
 * loads its snapshots, and tells the {@link GroupMember} who leads. The state itself is pure; all
 * that touches threads, files and Ratis is here.
 *
 * <p>{@link #state} is changed by Ratis' apply thread of this group only (and while it is stopped,
 * by the snapshot installation); other threads may read what {@link GroupState} publishes for them.
 */
final class GroupStateMachine extends BaseStateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(GroupStateMachine.class);

    private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
    private final SnapshotFiles snapshots = new SnapshotFiles(storage);
    private final AtomicBoolean saving = new AtomicBoolean();
    private final int group;
    private final GroupMember member;
    private final ExecutorService saver;
    private final Consumer<StartupException> fatal;
    private volatile GroupState state;
    private volatile long snapshotIndex = RaftLog.INVALID_LOG_INDEX;

    /** The last one that Ratis was told of; the apply thread only. */
    private long reportedIndex = RaftLog.INVALID_LOG_INDEX;

    GroupStateMachine(
            int group,
            GroupMember member,
            ExecutorService saver,
            Consumer<StartupException> fatal) {
        this.group = group;
        this.member = member;
        this.saver = saver;
        this.fatal = fatal;
        this.state = GroupState.empty(group);
    }

    GroupState state() {
        return state;
    }

    @Override
    public void initialize(RaftServer server, RaftGroupId groupId, RaftStorage raftStorage)
            throws IOException {
        super.initialize(server, groupId, raftStorage);
        getLifeCycle()
                .startAndTransition(
                        () -> {
                            storage.init(raftStorage);
                            loadSnapshot();
                        });
        member.attach(this);
    }

    private void loadSnapshot() throws IOException {
        SnapshotFiles.Loaded loaded = snapshots.load();
        if (loaded == null) {
            state = GroupState.empty(group);
            setLastAppliedTermIndex(TermIndex.INITIAL_VALUE);
        } else {
            state = loaded.state();
            setLastAppliedTermIndex(loaded.at());
            snapshotIndex = loaded.at().getIndex();
            reportedIndex = snapshotIndex;
        }
    }

    @Override
    public void pause() {
        getLifeCycle().transition(LifeCycle.State.PAUSING);
        getLifeCycle().transition(LifeCycle.State.PAUSED);
    }

    @Override
    public void reinitialize() throws IOException {
        snapshots.forceInstalled();
        setLastAppliedTermIndex(null);
        loadSnapshot();
        getLifeCycle().transition(LifeCycle.State.STARTING);
        getLifeCycle().transition(LifeCycle.State.RUNNING);
        LOG.info("group {}: installed snapshot at log index {}", group, snapshotIndex);
    }

    @Override
    public StateMachineStorage getStateMachineStorage() {
        return storage;
    }

    /**
     * Accepts what this node's own proposer hands over, and from elsewhere only what {@link
     * PeerRequests} lists: the Raft port is no way around the front end.
     */
    @Override
    public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
        PendingBatch batch = member.pendingBatch(request);
        TransactionContext context =
                TransactionContext.newBuilder()
                        .setStateMachine(this)
                        .setClientRequest(request)
                        .setStateMachineContext(batch)
                        .build();
        if (batch == null && !PeerRequests.acceptable(request.getMessage().getContent())) {
            context.setException(
                    new IOException("only nodes of this cluster may write to its log"));
        }
        return context;
    }

    @Override
    public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
        LogEntryProto entry = Objects.requireNonNull(transaction.getLogEntry());
        List<Answer> answers;
        Batch batch;
        try {
            ByteString data = entry.getStateMachineLogEntry().getLogData();
            batch = BatchCodec.decode(data.asReadOnlyByteBuffer());
            answers = state.apply(batch);
        } catch (RuntimeException e) {
            LOG.error("group {}: log entry {} can not be applied", group, entry.getIndex(), e);
            fatal.accept(
                    new StartupException(
                            StartupException.EXIT_FAILURE,
                            "log entry "
                                    + entry.getIndex()
                                    + " of group "
                                    + group
                                    + " can not be applied: "
                                    + e.getMessage(),
                            e));
            throw e;
        }
        updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
        member.applied(batch, state);
        if (transaction.getStateMachineContext() instanceof PendingBatch pending) {
            pending.applied(answers);
            return CompletableFuture.completedFuture(Message.EMPTY);
        }
        return CompletableFuture.completedFuture(PeerRequests.reply(batch, answers));
    }

    /**
     * Copies the state on the apply thread and writes it on another. Ratis may purge its log up to
     * what is returned here, so that is always a snapshot which is on the disk already; it asks
     * again with the next entry until it is told of a newer one.
     */
    @Override
    public long takeSnapshot() {
        TermIndex at = getLastAppliedTermIndex();
        long durable = snapshotIndex;
        if (durable > reportedIndex) {
            reportedIndex = durable;
        } else if (at != null && at.getIndex() > durable && saving.compareAndSet(false, true)) {
            byte[] copy = state.snapshot();
            saver.execute(() -> save(copy, at));
        }
        return durable;
    }

    private void save(byte[] copy, TermIndex at) {
        try {
            snapshots.write(copy, at);
            snapshotIndex = at.getIndex();
            LOG.info("group {}: saved snapshot at log index {}", group, at.getIndex());
        } catch (IOException e) {
            LOG.error("group {}: can not save a snapshot; the log is kept", group, e);
        } finally {
            saving.set(false);
        }
    }

    /**
     * What a peer may ask of this node's own state. It is answered only when everything in the log
     * was applied, because the peer relies on a "no".
     */
    @Override
    public CompletableFuture<Message> query(Message request) {
        return CompletableFuture.completedFuture(
                member.unapplied() ? PeerRequests.unsure() : PeerRequests.answer(request, state));
    }

    @Override
    public void notifyLeaderReady() {
        member.lead(state.logTimeMillis());
    }

    @Override
    public void notifyNotLeader(Collection<TransactionContext> pendingEntries) {
        member.follow();
    }

    @Override
    public void notifyLeaderChanged(RaftGroupMemberId groupMemberId, RaftPeerId newLeader) {
        member.leaderChanged(newLeader);
    }

    @Override
    public void notifySnapshotInstalled(
            InstallSnapshotResult result, long installedIndex, RaftPeer peer) {
        LOG.debug("group {}: snapshot installation at {}: {}", group, peer, result);
    }

    @Override
    public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto failedEntry) {
        LOG.error("group {}: the log can not be written", group, cause);
        fatal.accept(
                new StartupException(
                        StartupException.EXIT_DATA,
                        "the log of group "
                                + group
                                + " can not be written ("
                                + cause.getMessage()
                                + "); free or repair the disk, then start this node again",
                        cause));
    }
}
