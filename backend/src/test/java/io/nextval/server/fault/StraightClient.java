package io.nextval.server.fault;

import io.nextval.server.harness.GroupClient;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.WireClient;
import io.nextval.server.history.HistoryRecorder;
import io.nextval.server.history.Range;
import io.nextval.wire.Frame;
import io.nextval.wire.Granted;
import io.nextval.wire.NextByName;
import io.nextval.wire.Ticket;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends requests straight to one node, whether it leads or not, without waiting for replies; later
 * reads the replies and asks the group again, with the same tickets, for those without an answer.
 */
final class StraightClient implements AutoCloseable {
    private static final Duration REPLY_LIMIT = Duration.ofSeconds(10);

    private final GroupClient group;
    private final String sequence;
    private final HistoryRecorder recorder;
    private final WireClient wire;
    private final long registration;
    private final Map<Integer, Pending> pending = new LinkedHashMap<>();
    private long lastCall;

    private record Pending(NextByName request, HistoryRecorder.Call call) {}

    StraightClient(GroupClient group, NodeProcess node, String sequence, HistoryRecorder recorder)
            throws IOException {
        this.group = group;
        this.sequence = sequence;
        this.recorder = recorder;
        this.wire = WireClient.connect(node.address(), REPLY_LIMIT);
        this.registration = group.register();
    }

    /** Sends this many requests for one value each. */
    void send(int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            Ticket ticket = new Ticket(registration, ++lastCall, 1);
            NextByName request =
                    new NextByName(group.group(), ticket, "public", sequence, 1, false);
            HistoryRecorder.Call call = recorder.invoke(sequence, 1, name(ticket));
            pending.put(wire.send(request), new Pending(request, call));
        }
    }

    /** Reads all replies and settles what they leave open; returns how many were grants. */
    int settle() {
        int grants = 0;
        boolean open = true;
        for (Map.Entry<Integer, Pending> entry : pending.entrySet()) {
            Optional<Frame> reply = open ? reply(entry.getKey()) : Optional.empty();
            open = reply.isPresent();
            grants += record(entry.getValue().call(), reply) ? 1 : 0;
        }
        for (Pending each : pending.values()) {
            HistoryRecorder.Call again =
                    recorder.invoke(sequence, 1, name(each.request().ticket()));
            Frame reply = group.ask(each.request());
            if (!record(again, Optional.of(reply))) {
                throw new IllegalStateException("expected Granted, got " + reply);
            }
        }
        pending.clear();
        return grants;
    }

    private static boolean record(HistoryRecorder.Call call, Optional<Frame> reply) {
        if (reply.isPresent() && reply.get() instanceof Granted granted) {
            call.granted(new Range(granted.first(), granted.count(), granted.increment()));
            return true;
        }
        call.unknown();
        return false;
    }

    /** Empty if the node has closed the connection, as it may after a long pause. */
    private Optional<Frame> reply(int requestId) {
        try {
            return Optional.of(wire.awaitReply(requestId));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        wire.close();
    }

    private static String name(Ticket ticket) {
        return ticket.registration() + "#" + ticket.call();
    }
}
