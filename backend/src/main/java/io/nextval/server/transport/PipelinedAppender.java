package io.nextval.server.transport;

import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotResult;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppenderBase;
import org.apache.ratis.server.raftlog.RaftLogIOException;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.util.Timestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A leader's work for one follower of one group: sends it the entries it lacks, several requests at
 * a time, and takes note of what it has.
 *
 * <p><b>Threads.</b> New entries are sent and replies are read on the event loop of the connection,
 * so that an entry on its way to a follower that keeps up costs no hand-over but the one to the
 * loop. The appender's own thread does what is rare or may take long: heartbeats, snapshots, and
 * entries for a follower so far behind that they may have to be read from the disk. {@code pending}
 * and the follower's next index change together, under the lock of this object.
 *
 * <p><b>Why nothing is lost or doubled.</b> Ratis' follower checks the place of each request in its
 * log and answers by what is on its disk; its match index only grows. When a request may have been
 * lost, the next index goes back to the first one that was not answered, never further than the
 * match index; what is then sent twice is recognised by the follower. Until a follower has answered
 * once, and after each error, only one request is under way.
 *
 * <p><b>A spare follower.</b> With three members the leader and one follower are the majority. A
 * follower whose last answer came when its entries were committed without it is spare, and entries
 * for it wait up to 4 ms for more, which then cost it one write to the disk and one answer. Whose
 * answer committed the last entry is not spare, so as many followers as a majority needs get
 * everything at once; if one of them stalls or dies, a spare one has the entries 4 ms later. What
 * is spare is found out with each answer, so nothing has to be configured or agreed on.
 *
 * <p><b>Commit index.</b> It travels with the next entries. If there are none for {@link
 * #COMMIT_PUSH_MILLIS} it is sent alone, so that a follower applies what is committed soon, and
 * under load nothing is sent twice for it.
 */
final class PipelinedAppender extends LogAppenderBase {
    private static final Logger LOG = LoggerFactory.getLogger(PipelinedAppender.class);

    /** Requests with entries that are under way at once. */
    private static final int PENDING_MAX = 16;

    /** An entry so close to the end of the log is in memory. */
    private static final int CLOSE_ENTRIES = 256;

    private static final long COMMIT_PUSH_MILLIS = 2;

    /** How long entries wait for more on their way to a spare follower. */
    private static final long SPARE_MICROS_MAX = Long.getLong("nextval.raft.spareMicros", 4_000);

    /** So many do not wait. */
    private static final int SPARE_ENTRIES_MAX = 64;

    private static final long WAIT_MILLIS_MAX = 100;

    /** A request without an answer yet; firstIndex is -1 for one without entries. */
    private record Pending(long callId, long firstIndex, Timestamp sent) {}

    private final PeerConnection connection;
    private final long timeoutMillis;
    private final AtomicLong callIds = new AtomicLong();
    private final AtomicBoolean pumping = new AtomicBoolean();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int pendingEntries;
    private boolean probing = true;

    /** The event loop only, as all below. */
    private boolean commitCheckScheduled;

    /** Whether the last answer came when its entries were committed without it. */
    private boolean spare;

    /** When the oldest of the entries that wait was seen; 0 if none waits. */
    private long heldSinceNanos;

    /** Whether entries wait; then they are looked at again soon, whoever tells of more. */
    private volatile boolean holding;

    PipelinedAppender(RaftServer.Division server, LeaderState state, FollowerInfo follower) {
        super(server, state, follower);
        PeerService service = (PeerService) server.getRaftServer().getServerRpc();
        this.connection = service.connection(follower.getPeer());
        this.timeoutMillis = service.timeoutMillis();
    }

    @Override
    public long getCallId() {
        return callIds.get();
    }

    @Override
    public Comparator<Long> getCallIdComparator() {
        return Comparator.naturalOrder();
    }

    @Override
    public synchronized boolean hasPendingDataRequests() {
        return pendingEntries > 0;
    }

    /** Any thread: there are new entries, or a new commit index, which can wait a little. */
    @Override
    public void notifyLogAppender() {
        if (!holding && hasAppendEntries() && pumping.compareAndSet(false, true)) {
            connection.loop().execute(this::pump);
        }
    }

    @Override
    public void triggerHeartbeat() {
        super.triggerHeartbeat();
        wakeThread();
    }

    private void wakeThread() {
        super.notifyLogAppender();
    }

    private void pump() {
        pumping.set(false);
        try {
            boolean behind = false;
            while (isRunning() && hasAppendEntries()) {
                if (!isClose()) {
                    behind = true;
                    break;
                }
                if (mayWait() || !connection.worthTrying() || !send(false)) {
                    break;
                }
                heldSinceNanos = 0;
            }
            if (behind) {
                wakeThread();
            }
            scheduleCommitCheck();
        } catch (RaftLogIOException | RuntimeException e) {
            LOG.warn("{}: entries could not be sent and are tried again", this, e);
        }
    }

    /** Whether what this follower lacks should wait for more; if so, it is looked at again soon. */
    private boolean mayWait() {
        if (!spare || SPARE_MICROS_MAX == 0) {
            return false;
        }
        long now = System.nanoTime();
        if (heldSinceNanos == 0) {
            heldSinceNanos = now;
        }
        long heldMicros = TimeUnit.NANOSECONDS.toMicros(now - heldSinceNanos);
        long leftMicros = SPARE_MICROS_MAX - heldMicros;
        long lacking = getRaftLog().getNextIndex() - getFollower().getNextIndex();
        if (leftMicros <= 0 || lacking >= SPARE_ENTRIES_MAX) {
            return false;
        }
        if (!holding) {
            holding = true;
            var unused =
                    connection.loop().schedule(this::checkHeld, leftMicros, TimeUnit.MICROSECONDS);
        }
        return true;
    }

    private void checkHeld() {
        holding = false;
        if (isRunning() && hasAppendEntries()) {
            pump();
        }
    }

    private boolean isClose() {
        return getRaftLog().getNextIndex() - getFollower().getNextIndex() <= CLOSE_ENTRIES;
    }

    private void scheduleCommitCheck() {
        if (!commitCheckScheduled) {
            commitCheckScheduled = true;
            var unused =
                    connection
                            .loop()
                            .schedule(this::checkCommit, COMMIT_PUSH_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void checkCommit() {
        commitCheckScheduled = false;
        if (!isRunning()) {
            return;
        }
        long committed = getRaftLog().getLastCommittedIndex();
        boolean open = committed < getRaftLog().getNextIndex() - 1;
        boolean untold = getFollower().getCommitIndex() < committed;
        boolean quiet = getFollower().getLastRpcSendTime().elapsedTimeMs() >= COMMIT_PUSH_MILLIS;
        try {
            if (untold && quiet && !hasAppendEntries() && connection.worthTrying()) {
                send(true);
            }
        } catch (RaftLogIOException | RuntimeException e) {
            LOG.warn("{}: the commit index could not be sent", this, e);
        }
        if (open || untold) {
            scheduleCommitCheck();
        }
    }

    /** Sends one request, if there is something to send and room for it. */
    private synchronized boolean send(boolean withoutEntries) throws RaftLogIOException {
        boolean full = pendingEntries >= PENDING_MAX || (probing && pendingEntries > 0);
        if (full && !withoutEntries) {
            return false;
        }
        long callId = callIds.getAndIncrement();
        AppendEntriesRequestProto request = newAppendEntriesRequest(callId, withoutEntries);
        if (request == null) {
            return false;
        }
        resetHeartbeatTrigger();
        int entries = request.getEntriesCount();
        long first = entries == 0 ? -1 : request.getEntries(0).getIndex();
        pending.add(new Pending(callId, first, Timestamp.currentTime()));
        if (entries > 0) {
            pendingEntries++;
            getFollower().increaseNextIndex(request.getEntries(entries - 1).getIndex() + 1);
        }
        getFollower().updateLastRpcSendTime(entries == 0);
        connection.call(PeerCall.APPEND_ENTRIES, request, new Reply(callId));
        return true;
    }

    /** The appender's own thread. */
    @Override
    public void run() throws InterruptedException, IOException {
        while (isRunning()) {
            SnapshotInfo snapshot = shouldSendAppendEntries() ? shouldInstallSnapshot() : null;
            if (!connection.worthTrying()) {
                LOG.trace("{}: the follower can not be reached", this);
            } else if (snapshot != null) {
                installSnapshot(snapshot);
            } else {
                sendWhatIsDue();
            }
            breakSilence();
            getLeaderState().checkHealth(getFollower());
            long wait = Math.min(getHeartbeatWaitTimeMs(), WAIT_MILLIS_MAX);
            getEventAwaitForSignal().await(Math.max(1, wait), TimeUnit.MILLISECONDS);
        }
    }

    private void sendWhatIsDue() throws RaftLogIOException {
        if (getHeartbeatWaitTimeMs() <= 0) {
            send(true);
        }
        while (isRunning() && hasAppendEntries() && shouldInstallSnapshot() == null) {
            if (isClose()) {
                notifyLogAppender();
                break;
            }
            if (!send(false)) {
                break;
            }
        }
    }

    /** A connection that answers nothing is given up, for all groups. */
    private void breakSilence() {
        @Nullable Pending oldest;
        synchronized (this) {
            oldest = pending.peek();
        }
        if (oldest != null && oldest.sent.elapsedTimeMs() > timeoutMillis) {
            connection.reset("no answer within " + timeoutMillis + " ms");
        }
    }

    private void installSnapshot(SnapshotInfo snapshot) throws IOException {
        LOG.info(
                "{}: the follower needs entry {}, which the log does not have; sending {}",
                this,
                getFollower().getNextIndex(),
                snapshot);
        @Nullable InstallSnapshotReplyProto reply = null;
        try {
            for (InstallSnapshotRequestProto chunk :
                    newInstallSnapshotRequests(UUID.randomUUID().toString(), snapshot)) {
                if (!isRunning()) {
                    return;
                }
                getFollower().updateLastRpcSendTime(false);
                reply = getServerRpc().installSnapshot(chunk);
                getFollower().updateLastRpcResponseTime();
                if (!reply.getServerReply().getSuccess()) {
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "{}: the snapshot could not be sent and is tried again: {}",
                    this,
                    e.toString());
            return;
        }
        if (reply != null) {
            onSnapshotReply(reply, snapshot);
        }
    }

    private void onSnapshotReply(InstallSnapshotReplyProto reply, SnapshotInfo snapshot) {
        switch (reply.getResult()) {
            case SUCCESS, ALREADY_INSTALLED -> {
                long index =
                        reply.getResult() == InstallSnapshotResult.SUCCESS
                                ? snapshot.getTermIndex().getIndex()
                                : reply.getSnapshotIndex();
                getFollower().setSnapshotIndex(index);
                getFollower().setAttemptedToInstallSnapshot();
                LOG.info("{}: the follower has the snapshot up to entry {}", this, index);
            }
            case SNAPSHOT_UNAVAILABLE -> getFollower().setAttemptedToInstallSnapshot();
            case NOT_LEADER -> onFollowerTerm(reply.getTerm());
            default -> LOG.info("{}: snapshot: {}", this, reply.getResult());
        }
    }

    /** The answer to one request; on the event loop. */
    private final class Reply implements PeerReply {
        private final long callId;

        Reply(long callId) {
            this.callId = callId;
        }

        @Override
        public void received(ByteBuffer message) throws IOException {
            onReply(callId, AppendEntriesReplyProto.parseFrom(message));
        }

        @Override
        public void failed(IOException cause) {
            onFailure(callId, cause);
        }
    }

    private void onReply(long callId, AppendEntriesReplyProto reply) {
        Pending request = remove(callId);
        FollowerInfo follower = getFollower();
        if (request != null) {
            follower.updateLastRespondedAppendEntriesSendTime(request.sent);
        }
        follower.updateLastRpcResponseTime();
        switch (reply.getResult()) {
            case SUCCESS -> {
                synchronized (this) {
                    probing = false;
                }
                getLeaderState().onFollowerCommitIndex(follower, reply.getFollowerCommit());
                if (request != null && request.firstIndex >= 0) {
                    spare = reply.getMatchIndex() <= getRaftLog().getLastCommittedIndex();
                }
                if (follower.updateMatchIndex(reply.getMatchIndex())) {
                    follower.updateNextIndex(reply.getMatchIndex() + 1);
                    getLeaderState().onFollowerSuccessAppendEntries(follower);
                }
            }
            case NOT_LEADER -> {
                if (onFollowerTerm(reply.getTerm())) {
                    return;
                }
            }
            case INCONSISTENCY -> {
                if (request != null) {
                    startAgainAt(
                            getNextIndexForInconsistency(request.firstIndex, reply.getNextIndex()));
                }
            }
            default -> LOG.warn("{}: unexpected answer {}", this, reply.getResult());
        }
        getLeaderState().onAppendEntriesReply(this, reply);
        if (hasAppendEntries()) {
            pump();
        }
    }

    private void onFailure(long callId, IOException cause) {
        Pending first = null;
        synchronized (this) {
            boolean known = pending.stream().anyMatch(p -> p.callId == callId);
            if (!known) {
                return;
            }
            for (Pending p : pending) {
                if (p.firstIndex >= 0) {
                    first = p;
                    break;
                }
            }
            if (first == null) {
                forget();
            } else {
                startAgainAt(Math.max(first.firstIndex, getFollower().getMatchIndex() + 1));
            }
        }
        LOG.debug("{}: {}", this, cause.toString());
        if (connection.worthTrying()) {
            wakeThread();
        }
    }

    private synchronized void startAgainAt(long nextIndex) {
        forget();
        getFollower().setNextIndex(nextIndex);
    }

    private void forget() {
        pending.clear();
        pendingEntries = 0;
        probing = true;
    }

    /** Null if the request was given up before. */
    private synchronized @Nullable Pending remove(long callId) {
        for (Iterator<Pending> i = pending.iterator(); i.hasNext(); ) {
            Pending p = i.next();
            if (p.callId == callId) {
                i.remove();
                if (p.firstIndex >= 0) {
                    pendingEntries--;
                }
                return p;
            }
        }
        return null;
    }
}
