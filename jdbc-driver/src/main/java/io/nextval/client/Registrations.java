package io.nextval.client;

import io.nextval.wire.Frame;
import io.nextval.wire.Register;
import io.nextval.wire.Registered;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** The client's registration at one group: asked for at first use, and anew when it has expired. */
final class Registrations {
    private final Cluster cluster;
    private final GroupRoute group;
    private final ReentrantLock registering = new ReentrantLock();
    private final AtomicReference<@Nullable Registration> current = new AtomicReference<>();
    private volatile String reason = "";

    Registrations(Cluster cluster, GroupRoute group) {
        this.cluster = cluster;
        this.group = group;
    }

    @Nullable Registration current() {
        return current.get();
    }

    /** Why there is none. */
    String reason() {
        return reason;
    }

    /** The current registration; null when the time is up. */
    @Nullable Registration get(Deadline deadline) throws ClientException {
        Registration known = current.get();
        if (known != null) {
            return known;
        }
        if (!Locks.tryLock(registering, deadline)) {
            return null;
        }
        try {
            known = current.get();
            return known != null ? known : register(deadline);
        } finally {
            registering.unlock();
        }
    }

    /** The group does not know this one any more. */
    void expired(Registration registration) {
        current.compareAndSet(registration, null);
    }

    private @Nullable Registration register(Deadline deadline) throws ClientException {
        Register request = new Register(group.number(), UUID.randomUUID());
        Call call = new Call(cluster, group, request, null);
        Frame reply = call.drive(deadline);
        if (reply == null) {
            Frame late = call.giveUp();
            reason = call.reason();
            if (!(late instanceof Registered)) {
                return null;
            }
            reply = late;
        }
        if (reply instanceof Registered registered) {
            Registration fresh = new Registration(registered.registration());
            current.set(fresh);
            return fresh;
        }
        throw Call.failure(reply);
    }
}
