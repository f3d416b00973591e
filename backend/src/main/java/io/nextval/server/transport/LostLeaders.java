package io.nextval.server.transport;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.proto.RaftProtos.TermIndexProto;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Notices at once that the process of a group's leader has ended, instead of after the election
 * timeout: its connection to this node ends, and its port refuses another. Then this node stands
 * for election.
 *
 * <p>Whether that is right does not matter for safety: an election never does harm to what is
 * committed. What matters is that a leader that lives is not disturbed, so a connection that ended
 * for any other reason (this node was paused and given up, the network hiccuped) must not be
 * enough. Only the operating system of a process that has ended refuses connections to its port.
 *
 * <p>The members wait for their turns, in the order of their names, so that two do not stand at the
 * same time and split the votes. Where this leads to nothing, the election timeout does.
 */
final class LostLeaders {
    private static final Logger LOG = LoggerFactory.getLogger(LostLeaders.class);
    private static final int CONNECT_MILLIS = 200;
    private static final ByteString NO_GROUP = ByteString.copyFrom(new byte[16]);

    /** Long enough for an election, so that the next member in turn finds it decided. */
    private static final long TURN_MILLIS = 120;

    /** The port of a process that is ending may be open for some moments yet. */
    private static final int TRIES = 3;

    private static final long AGAIN_MILLIS = 30;

    private final RaftServer server;
    private final Executor blocking;
    private final Function<RaftPeerId, @Nullable RaftPeer> peers;

    /** Where the last entries or heartbeat of each group came from. */
    private final Map<ByteString, Source> sources = new ConcurrentHashMap<>();

    private record Source(ByteString leader, Channel channel) {}

    /**
     * @param blocking for what waits: to connect, and for the disk
     */
    LostLeaders(
            RaftServer server, Executor blocking, Function<RaftPeerId, @Nullable RaftPeer> peers) {
        this.server = server;
        this.blocking = blocking;
        this.peers = peers;
    }

    /** Entries or a heartbeat came. On the event loop. */
    void heard(RaftRpcRequestProto from, Channel channel) {
        ByteString group = from.getRaftGroupId().getId();
        Source known = sources.get(group);
        if (known == null
                || known.channel != channel
                || !known.leader.equals(from.getRequestorId())) {
            if (group.size() != NO_GROUP.size()
                    || group.equals(NO_GROUP)
                    || from.getRequestorId().isEmpty()) {
                return; // these are no ids, and Ratis refuses the call
            }
            sources.put(group, new Source(from.getRequestorId(), channel));
        }
    }

    /** How many groups there are whose leader is known. */
    int known() {
        return sources.size();
    }

    /** A peer's connection to this node has ended. On its event loop. */
    void ended(Channel channel) {
        sources.forEach(
                (group, source) -> {
                    if (source.channel == channel && sources.remove(group, source)) {
                        RaftGroupId id = RaftGroupId.valueOf(group);
                        RaftPeerId leader = RaftPeerId.valueOf(source.leader);
                        long millis = turn(id, leader) * TURN_MILLIS;
                        later(channel.eventLoop(), millis, id, leader, TRIES);
                    }
                });
    }

    private void later(EventLoop loop, long millis, RaftGroupId id, RaftPeerId leader, int tries) {
        Runnable look = () -> suspect(loop, id, leader, tries);
        var unused = loop.schedule(() -> run(look), millis, TimeUnit.MILLISECONDS);
    }

    private void run(Runnable work) {
        try {
            blocking.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("too busy to look for a lost leader", e);
        }
    }

    /** How many members of the group, the leader aside, come before this node. */
    private long turn(RaftGroupId group, RaftPeerId leader) {
        String own = server.getId().toString();
        try {
            return server.getDivision(group).getRaftConf().getAllPeers().stream()
                    .map(peer -> peer.getId().toString())
                    .filter(id -> id.compareTo(own) < 0 && !id.equals(leader.toString()))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    private void suspect(EventLoop loop, RaftGroupId id, RaftPeerId leader, int tries) {
        RaftPeer peer = peers.apply(leader);
        try {
            RaftServer.Division division = server.getDivision(id);
            if (peer == null || !follows(division, leader)) {
                return;
            }
            if (!refuses(peer)) {
                if (tries > 1) {
                    later(loop, AGAIN_MILLIS, id, leader, tries - 1);
                }
                return;
            }
            TermIndex last = division.getRaftLog().getLastEntryTermIndex();
            if (last == null || !follows(division, leader)) {
                return;
            }
            LOG.info("{}: {} has ended, standing for election", id, leader);
            var unused = server.startLeaderElection(request(id, leader, last));
        } catch (IOException e) {
            LOG.debug("{}: no election after {} has ended", id, leader, e);
        }
    }

    private static boolean follows(RaftServer.Division division, RaftPeerId leader) {
        return division.getInfo().isFollower() && leader.equals(division.getInfo().getLeaderId());
    }

    /** True only if the peer's machine says that nobody listens there. */
    private static boolean refuses(RaftPeer peer) {
        InetSocketAddress unresolved = PeerAddress.of(peer.getAddress());
        InetSocketAddress address =
                new InetSocketAddress(unresolved.getHostString(), unresolved.getPort());
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the leader itself would send to hand over, had it been given the time. */
    private StartLeaderElectionRequestProto request(
            RaftGroupId id, RaftPeerId leader, TermIndex last) {
        RaftRpcRequestProto.Builder header =
                RaftRpcRequestProto.newBuilder()
                        .setRequestorId(leader.toByteString())
                        .setReplyId(server.getId().toByteString())
                        .setRaftGroupId(RaftGroupIdProto.newBuilder().setId(id.toByteString()));
        return StartLeaderElectionRequestProto.newBuilder()
                .setServerRequest(header)
                .setLeaderLastEntry(
                        TermIndexProto.newBuilder()
                                .setTerm(last.getTerm())
                                .setIndex(last.getIndex()))
                .build();
    }
}
