package io.nextval.client;

import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

/**
 * A request that is executed once, however often it is sent: it has a ticket for each group and
 * registration it is tried with. Driven by one thread at a time; another may go on where the last
 * one left off.
 *
 * <p>Why a new ticket is safe after EXPIRED: a group forgets a registration only when it was idle
 * for longer than any call is retried, so a call that meets an unknown registration was not
 * executed under it. After MOVED the slot's former owner has refused it for good.
 */
final class TicketedCall {
    private final Cluster cluster;
    private final Request request;
    private final @Nullable Batch batch;
    private final Backoff backoff = new Backoff();
    private @Nullable Registration registration;
    private @Nullable Ticket ticket;
    private @Nullable GroupRoute group;
    private @Nullable Call call;
    private String reason = "";

    TicketedCall(Cluster cluster, Request request, @Nullable Batch batch) {
        this.cluster = cluster;
        this.request = request;
        this.batch = batch;
    }

    /**
     * Prepares the first attempt for {@code waiter}, if that needs no waiting: the group, its
     * leader's link and a registration are known.
     */
    @Nullable Exchange offer(Thread waiter) {
        GroupRoute owner = cluster.groupOf(request.slot());
        Registration known = owner == null ? null : owner.registrations().current();
        if (owner == null || known == null) {
            return null;
        }
        Ticket free = known.tryTake();
        if (free == null) {
            return null;
        }
        return begin(owner, known, free).offer(waiter);
    }

    /**
     * Tries until there is a definite answer, which is no redirect; null when the time is up, and
     * then may be called again, or {@link #giveUp}.
     */
    @Nullable Frame run(Deadline deadline) throws ClientException {
        while (true) {
            Call current = call != null ? call : begin(deadline);
            Frame reply = current == null ? null : current.drive(deadline);
            if (reply == null) {
                return null;
            }
            settle();
            call = null;
            if (reply instanceof Redirect redirect) {
                reason = "redirected: " + redirect.reason();
                moved(redirect);
                if (!backoff.pause(deadline)) {
                    return null;
                }
            } else if (!(reply instanceof Failure failure) || !request.asksAgainAfter(failure)) {
                return reply;
            }
        }
    }

    /** The ticket's answer is known, or nobody will ask for it any more. */
    void settle() {
        Registration issuer = registration;
        Ticket issued = ticket;
        if (issuer != null && issued != null) {
            issuer.settle(issued.call());
        }
    }

    /** From now on {@code waiter} drives. */
    void handTo(Thread waiter) {
        Call current = call;
        if (current != null) {
            current.handTo(waiter);
        }
    }

    /** Ends the call without an answer; one that came at the last moment is returned. */
    @Nullable Frame giveUp() {
        Call current = call;
        Frame late = current == null ? null : current.giveUp();
        settle();
        return late;
    }

    /** Whether a server may have executed the request, or still may. */
    boolean outcomeUnknown() {
        Call current = call;
        return current != null && current.outcomeUnknown();
    }

    /** Why there is no answer yet. */
    String reason() {
        Call current = call;
        return current == null || current.reason().isEmpty() ? reason : current.reason();
    }

    /** The last failure that asked for a retry, if that is why there is no answer. */
    @Nullable ClientException refusal() {
        Failure refusal = call == null ? null : call.refusal();
        return refusal == null ? null : new ClientException(refusal);
    }

    private void moved(Redirect redirect) {
        Registration issuer = registration;
        GroupRoute owner = group;
        if (redirect.reason() == RedirectReason.EXPIRED && owner != null && issuer != null) {
            owner.registrations().expired(issuer);
        } else {
            cluster.discovery().refresh(null);
        }
    }

    private @Nullable Call begin(Deadline deadline) throws ClientException {
        GroupRoute owner = cluster.groupOf(request.slot());
        while (owner == null) {
            reason = "no node knows which group owns slot " + request.slot();
            cluster.discovery().refresh(null);
            owner = cluster.groupOf(request.slot());
            if (owner == null && !backoff.pause(deadline)) {
                return null;
            }
        }
        Registration known = owner.registrations().get(deadline);
        if (known == null) {
            reason = owner.registrations().reason();
            return null;
        }
        Ticket taken = known.take(deadline);
        if (taken == null) {
            reason = "too many earlier calls still wait for their answer";
            return null;
        }
        return begin(owner, known, taken);
    }

    private Call begin(GroupRoute owner, Registration issuer, Ticket taken) {
        group = owner;
        registration = issuer;
        ticket = taken;
        Call begun = new Call(cluster, owner, request.frame(owner.number(), taken), batch);
        call = begun;
        return begun;
    }
}
