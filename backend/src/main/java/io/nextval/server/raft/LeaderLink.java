package io.nextval.server.raft;

import io.nextval.server.command.Command;
import io.nextval.server.state.Answer;

import org.apache.ratis.protocol.RaftPeer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The way to a group's leader from a node that does not lead it, for the few commands that {@link
 * PeerRequests} lets through. The client is opened at the first use and kept. Any thread; the
 * sending itself blocks, on threads of its own.
 */
final class LeaderLink implements AutoCloseable {
    private static final int SENDERS = 2;
    private static final int WAITING_MAX = 64;

    private final int group;
    private final Function<Collection<RaftPeer>, PeerClient> opener;
    private final ThreadPoolExecutor senders;
    private @Nullable PeerClient client;
    private boolean closed;

    LeaderLink(int group, Function<Collection<RaftPeer>, PeerClient> opener) {
        this.group = group;
        this.opener = opener;
        this.senders =
                new ThreadPoolExecutor(
                        SENDERS,
                        SENDERS,
                        10,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING_MAX),
                        r -> {
                            Thread t = new Thread(r, "group-" + group + "-link");
                            t.setDaemon(true);
                            return t;
                        });
        senders.allowCoreThreadTimeOut(true);
    }

    /** Has the command applied; fails if no leader was found, in which case it still may be. */
    CompletableFuture<Answer> send(Command command, Collection<RaftPeer> peers) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try {
            senders.execute(() -> deliver(command, peers, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new GroupUnavailableException(group, "has too many requests waiting"));
        }
        return answer;
    }

    private void deliver(
            Command command, Collection<RaftPeer> peers, CompletableFuture<Answer> answer) {
        try {
            answer.complete(client(peers).order(command));
        } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(
                    new GroupUnavailableException(
                            group, "has no leader that answers: " + e.getMessage()));
        }
    }

    private synchronized PeerClient client(Collection<RaftPeer> peers) throws IOException {
        if (closed) {
            throw new IOException("this node is closing");
        }
        PeerClient open = client;
        if (open == null) {
            open = opener.apply(peers);
            client = open;
        }
        return open;
    }

    @Override
    public void close() {
        senders.shutdownNow();
        PeerClient open;
        synchronized (this) {
            closed = true;
            open = client;
        }
        if (open != null) {
            open.close();
        }
    }
}
