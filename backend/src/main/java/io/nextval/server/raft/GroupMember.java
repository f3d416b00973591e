package io.nextval.server.raft;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.state.Answer;
import io.nextval.server.state.GroupState;
import io.nextval.server.tls.ServerTls;
import io.nextval.server.transport.PeerRpcType;

import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * This node's membership in one group: takes proposals while it leads, and says who leads
 * otherwise. Any thread may call it; nothing here blocks.
 */
public final class GroupMember implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);

    private final int group;
    private final RaftGroupId groupId;
    private volatile RaftServer.@Nullable Division division;
    private final ClientId proposerId = ClientId.randomId();
    private final AtomicLong callIds = new AtomicLong();
    private final Map<Long, PendingBatch> pending = new ConcurrentHashMap<>();
    private final Proposer proposer;
    private final LargeProposals large = new LargeProposals();
    private final Reads reads;
    private final LeaderLink link;
    private volatile @Nullable GroupStateMachine machine;
    private volatile @Nullable RaftPeerId leader;
    private volatile long leadingSinceNanos;

    GroupMember(int group, RaftGroupId groupId, ServerTls tls) {
        this.group = group;
        this.groupId = groupId;
        this.proposer = new Proposer(this::onLoop, this::append);
        this.reads = new Reads(group, this::order);
        this.link = new LeaderLink(group, peers -> PeerClient.ordering(groupId, peers, tls));
    }

    /** Number of the group: 0 is the catalog, 1 and up are sequencer groups. */
    public int group() {
        return group;
    }

    /** True while this node leads the group and has applied all of earlier terms: a belief. */
    public boolean leading() {
        return proposer.leading();
    }

    /** {@link System#nanoTime()} at which {@link #leading} last became true. */
    public long leadingSinceNanos() {
        return leadingSinceNanos;
    }

    /**
     * Where the group's log time stands by this node's clock, which says something only on a node
     * that leads the group or did. It never runs faster than real time, see {@code
     * docs/decisions/log-time.md}.
     */
    public long logTimeMillis() {
        return proposer.logTimeMillis();
    }

    /** Requests that wait for the log. */
    public int waiting() {
        return proposer.waiting();
    }

    /** Id of the node that leads as far as this one knows; empty if it knows of none. A hint. */
    public String leaderHint() {
        RaftPeerId known = leader;
        return known == null ? "" : known.toString();
    }

    /** Takes a proposal; it is answered through its own callbacks, never by an exception. */
    public void propose(Proposal proposal) {
        if (LargeProposals.isLarge(proposal.command())) {
            large.offer(proposal, proposer);
        } else {
            proposer.offer(proposal);
        }
    }

    /**
     * Has a command of a node itself applied, wherever the group's leader is; of those, only the
     * ones that {@link PeerRequests} lists are taken by a leader elsewhere. The future completes on
     * a thread that must not be blocked. It fails with {@link GroupUnavailableException} if it is
     * not known what became of the command; it may still be applied then.
     */
    public CompletableFuture<Answer> order(Command command) {
        if (proposer.leading()) {
            OrderedCommand proposal = new OrderedCommand(group, command);
            proposer.offer(proposal);
            return proposal.answer();
        }
        RaftServer.Division d = division;
        return d == null
                ? CompletableFuture.failedFuture(
                        new GroupUnavailableException(group, "does not exist here yet"))
                : link.send(command, d.getGroup().getPeers());
    }

    /** The replicated state as this node has applied it so far; empty before the group is open. */
    public GroupState state() {
        GroupStateMachine opened = machine;
        return opened == null ? GroupState.empty(group) : opened.state();
    }

    /**
     * Reads this node's copy of the state, linearizably: it reflects whatever was acknowledged
     * anywhere in the cluster before this call. The future fails with {@link
     * GroupUnavailableException} if the group gives no answer within 5 seconds.
     *
     * @param reader runs on the thread that applies the log, so it must be quick, and what it
     *     returns must not be the state itself
     */
    public <T> CompletableFuture<T> read(Function<GroupState, T> reader) {
        return reads.read(reader);
    }

    /** True once the state was loaded. */
    public boolean open() {
        return machine != null;
    }

    /** Ids of the members, sorted; empty while the group does not exist here. */
    public List<String> members() {
        RaftServer.Division d = division;
        return d == null
                ? List.of()
                : d.getGroup().getPeers().stream().map(p -> p.getId().toString()).sorted().toList();
    }

    RaftGroupId groupId() {
        return groupId;
    }

    @Nullable GroupStateMachine machine() {
        return machine;
    }

    void bind(RaftServer.Division opened) {
        division = opened;
        RaftPeerId known = opened.getInfo().getLeaderId();
        if (known != null) {
            leader = known;
        }
    }

    RaftServer.@Nullable Division division() {
        return division;
    }

    /** True if this node's log holds entries that its state does not reflect yet. */
    boolean unapplied() {
        RaftServer.Division d = division;
        GroupStateMachine opened = machine;
        if (d == null || opened == null) {
            return true;
        }
        TermIndex last = d.getRaftLog().getLastEntryTermIndex();
        TermIndex applied = opened.getLastAppliedTermIndex();
        return last != null && (applied == null || applied.getIndex() < last.getIndex());
    }

    /** On the applying thread: an entry is in the state. */
    void applied(Batch batch, GroupState state) {
        reads.applied(batch, state);
    }

    /** False if Ratis gave the group up, which nothing but a restart of the node mends. */
    boolean healthy() {
        RaftServer.Division d = division;
        if (d == null) {
            return true;
        }
        LifeCycle.State s = d.getInfo().getLifeCycleState();
        return s != LifeCycle.State.EXCEPTION && !s.isClosingOrClosed();
    }

    void attach(GroupStateMachine opened) {
        machine = opened;
    }

    void lead(long stateTimeMillis) {
        LOG.info("group {}: leading", group);
        leadingSinceNanos = System.nanoTime();
        proposer.lead(stateTimeMillis);
    }

    void follow() {
        LOG.info("group {}: not leading any more", group);
        proposer.follow();
    }

    void leaderChanged(RaftPeerId newLeader) {
        leader = newLeader;
    }

    /**
     * The batch that {@code request} carries, null if it is not this node's proposer that sent it.
     */
    @Nullable PendingBatch pendingBatch(RaftClientRequest request) {
        return request.getClientId().equals(proposerId)
                ? pending.remove(request.getCallId())
                : null;
    }

    /** A turn of the proposer: on the event loop that also sends the entries to the followers. */
    private void onLoop(Runnable turn) {
        RaftServer.Division d = division;
        if (d == null) {
            turn.run();
        } else {
            PeerRpcType.loop(d.getRaftServer()).execute(turn);
        }
    }

    /** In a turn of the proposer: hands an entry to Ratis. */
    private void append(byte[] entry, PendingBatch batch) {
        long callId = callIds.incrementAndGet();
        RaftServer.Division d = division;
        if (d == null) {
            batch.lost();
            return;
        }
        pending.put(callId, batch);
        try {
            RaftClientRequest request =
                    RaftClientRequest.newBuilder()
                            .setClientId(proposerId)
                            .setServerId(d.getId())
                            .setGroupId(groupId)
                            .setCallId(callId)
                            .setMessage(PeerRequests.message(entry))
                            .setType(RaftClientRequest.writeRequestType())
                            .build();
            CompletableFuture<RaftClientReply> reply =
                    ((RaftClientAsynchronousProtocol) d).submitClientRequestAsync(request);
            var unused =
                    reply.whenComplete(
                            (r, e) -> {
                                if (e != null || !r.isSuccess()) {
                                    pending.remove(callId);
                                    batch.lost();
                                }
                            });
        } catch (IOException | RuntimeException e) {
            LOG.debug("group {}: the log took no entry", group, e);
            pending.remove(callId);
            batch.lost();
        }
    }

    /** The member that Ratis calls by this id, null if there is none. */
    @Nullable RaftPeer peer(String id) {
        RaftServer.Division d = division;
        if (d == null) {
            return null;
        }
        for (RaftPeer p : d.getGroup().getPeers()) {
            if (p.getId().toString().equals(id)) {
                return p;
            }
        }
        return null;
    }

    @Override
    public void close() {
        proposer.close();
        link.close();
    }
}
