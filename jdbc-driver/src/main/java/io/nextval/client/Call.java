package io.nextval.client;

import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Redirect;
import io.nextval.wire.Retry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * One request, sent again unchanged to whichever node may answer it until one does. Driven by one
 * thread at a time.
 *
 * <p>Which outcome makes a call uncertain: an attempt that was written (wholly or in part) and
 * whose reply never came, because its link was lost or because it was given up for another node. A
 * redirect or a failure that is safe to retry says that this one attempt was not executed; it says
 * nothing about an earlier one, so uncertainty stays once it is there.
 *
 * <p>A node that is silent: at half the answer timeout the other nodes are asked who leads, and the
 * silent one is pinged. When somebody else leads, the request goes there at once. When not even the
 * ping is answered by the full timeout, the link is closed, which does the same for all its
 * requests. A node that answers pings but not the request is waited for: it may have no quorum.
 */
final class Call {
    private final Cluster cluster;
    private final @Nullable GroupRoute group;
    private final Frame request;
    private final @Nullable Batch batch;
    private final Backoff backoff = new Backoff();
    private @Nullable Exchange exchange;
    private @Nullable Node node;
    private @Nullable Failure refusal;
    private int attempts;
    private boolean uncertain;
    private String reason = "";

    /** For {@code group}'s leader, or with null for any node. */
    Call(Cluster cluster, @Nullable GroupRoute group, Frame request, @Nullable Batch batch) {
        this.cluster = cluster;
        this.group = group;
        this.request = request;
        this.batch = batch;
    }

    /** The first attempt, not sent yet, if the leader is known and connected. */
    @Nullable Exchange offer(Thread waiter) {
        Node leader = group == null ? null : group.leader();
        Link link = leader == null ? null : leader.openLink();
        if (link == null) {
            return null;
        }
        node = leader;
        attempts = 1;
        Exchange offered = new Exchange(link, request, batch, waiter);
        exchange = offered;
        cluster.discovery().poll(link, offered.sentNanos);
        return offered;
    }

    /**
     * Tries until there is a definite answer; null when the time is up or the call was cancelled,
     * and may be called again.
     */
    @Nullable Frame drive(Deadline deadline) throws ClientException {
        while (true) {
            Exchange sent = exchange != null ? exchange : send(deadline);
            if (sent != null) {
                long check = System.nanoTime() + checkNanos();
                sent.link.await(sent, check - deadline.nanos() < 0 ? check : deadline.nanos());
                Frame reply = sent.reply();
                IOException lost = sent.lost();
                if (reply == null && lost == null) {
                    if (deadline.isOver()) {
                        return null;
                    }
                    watch(sent);
                    continue;
                }
                exchange = null;
                if (reply == null) {
                    lost(sent, lost);
                } else if (isDefinite(reply)) {
                    cluster.answered(sent.link, reply);
                    return reply;
                } else {
                    refused(reply);
                }
            }
            if (!backoff.pause(deadline)) {
                return null;
            }
        }
    }

    void handTo(Thread waiter) {
        Exchange sent = exchange;
        if (sent != null) {
            sent.waiter = waiter;
        }
    }

    /** Ends the call without an answer; one that came at the last moment is returned. */
    @Nullable Frame giveUp() {
        Exchange sent = exchange;
        if (sent == null || (!sent.isDone() && sent.link.abandon(sent))) {
            return null;
        }
        while (!sent.isDone()) {
            Thread.onSpinWait();
        }
        Frame late = sent.reply();
        return late != null && isDefinite(late) ? late : null;
    }

    boolean outcomeUnknown() {
        Exchange sent = exchange;
        return uncertain || (sent != null && !(sent.lost() instanceof NotSent));
    }

    /** Why there is no answer yet. */
    String reason() {
        return reason.isEmpty() && node != null ? node + " has not replied" : reason;
    }

    /** The last failure that asked for a retry, if that is why there is no answer. */
    @Nullable Failure refusal() {
        return refusal;
    }

    /** The error that an answer which is not the expected one stands for. */
    static ClientException failure(Frame answer) {
        return answer instanceof Failure failure
                ? new ClientException(failure)
                : new ClientException(
                        "08P01", Retry.UNKNOWN, "a server answered with an unexpected " + answer);
    }

    private static boolean isDefinite(Frame reply) {
        if (reply instanceof Redirect redirect) {
            return switch (redirect.reason()) {
                case MOVED, EXPIRED -> true;
                case NOT_LEADER, NOT_READY -> false;
            };
        }
        return !(reply instanceof Failure failure) || failure.retry() == Retry.NEVER;
    }

    /** How long to wait before looking whether the node is silent or the call was cancelled. */
    private long checkNanos() {
        return Math.min(cluster.answerTimeoutNanos() / 4, ClientLimits.CANCEL_MILLIS * 1_000_000L);
    }

    private @Nullable Exchange send(Deadline deadline) throws ClientException {
        if (attempts > 1 && cluster.isLost(group)) {
            cluster.discovery().refresh(null);
        }
        Node to = cluster.pick(group, attempts++);
        node = to;
        try {
            Link link = to.link(deadline.nanos());
            Exchange attempt = new Exchange(link, request, batch, Thread.currentThread());
            exchange = attempt;
            cluster.discovery().poll(link, attempt.sentNanos);
            link.start(attempt, true);
            return attempt;
        } catch (IOException e) {
            unreachable(to, e);
            return null;
        }
    }

    private void lost(Exchange sent, @Nullable IOException cause) {
        Node at = node;
        if (!(cause instanceof NotSent)) {
            uncertain = true;
        }
        if (at != null && cause != null && !sent.link.isOpen()) {
            unreachable(at, cause);
        }
    }

    private void unreachable(Node at, IOException cause) {
        cluster.discovery().connectionLost();
        refusal = null;
        reason = at + ": " + cause.getMessage();
        if (group != null) {
            group.notLedBy(at);
        }
    }

    private void refused(Frame reply) {
        if (reply instanceof Failure failure) {
            uncertain |= failure.retry() == Retry.UNKNOWN;
            refusal = failure;
            reason = node + ": " + failure.message();
        } else if (reply instanceof Redirect redirect) {
            refusal = null;
            reason = node + ": redirected, " + redirect.reason() + " " + redirect.leaderNodeId();
            Node at = node;
            if (group != null && at != null) {
                cluster.redirected(group, at, redirect);
            }
        }
    }

    private void watch(Exchange sent) {
        long timeout = cluster.answerTimeoutNanos();
        long now = System.nanoTime();
        Node at = node;
        if (at == null || now - sent.sentNanos < timeout / 2) {
            return;
        }
        if (now - sent.link.pingedSince(now) >= timeout / 2) {
            at.silentUntil(now + timeout);
            sent.link.close(new IOException("silent for more than " + timeout / 1_000_000 + " ms"));
            return;
        }
        boolean elsewhere = now - sent.sentNanos >= timeout;
        if (group != null) {
            sent.link.leave(sent);
            cluster.discovery().refresh(at);
            sent.away = false;
            Node leader = group.leader();
            elsewhere = leader != null && leader != at;
        }
        if (elsewhere && sent.link.abandon(sent)) {
            uncertain = true;
            reason = at + " has not replied";
            exchange = null;
        }
    }
}
