package io.nextval.client;

import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.Ping;
import io.nextval.wire.Plan;
import io.nextval.wire.PlanKind;
import io.nextval.wire.Pong;
import io.nextval.wire.Prepare;
import io.nextval.wire.Result;
import io.nextval.wire.Retry;
import io.nextval.wire.SequenceRef;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One cluster, as all connections of the JVM share it; got from {@link Clients}. Any thread. */
public final class Client {
    private record Name(String schema, String name) {}

    private final Cluster cluster;
    private final PlanCache plans = new PlanCache();
    private final Map<Name, SequenceHandle> sequences = new ConcurrentHashMap<>();

    Client(ClientSettings settings) {
        this.cluster = new Cluster(settings);
    }

    /** What the text means; asked for once, as long as it is remembered. */
    public PreparedPlan prepare(String schema, String sql, long timeoutNanos)
            throws ClientException {
        PreparedPlan known = plans.get(schema, sql);
        if (known != null) {
            return known;
        }
        checkText(sql);
        Frame reply = askAnyNode(new Prepare(schema, sql), timeoutNanos);
        if (!(reply instanceof Plan plan)) {
            throw Call.failure(reply);
        }
        List<SequenceHandle> handles = new ArrayList<>();
        for (SequenceRef sequence : plan.sequences()) {
            handles.add(handle(sequence));
        }
        PreparedPlan prepared = new PreparedPlan(schema, sql, plan, handles);
        plans.put(prepared);
        return prepared;
    }

    /** Runs a command or query as text. */
    public Result execute(
            PreparedPlan prepared, List<@Nullable Object> parameters, long timeoutNanos)
            throws ClientException {
        for (Object parameter : parameters) {
            if (parameter instanceof String text) {
                checkText(text);
            }
        }
        Frame reply =
                prepared.plan().kind() == PlanKind.COMMAND
                        ? command(prepared, parameters, timeoutNanos)
                        : askAnyNode(
                                new Execute(
                                        -1, null, prepared.schema(), prepared.sql(), parameters),
                                timeoutNanos);
        if (reply instanceof Result result) {
            return result;
        }
        throw Call.failure(reply);
    }

    /** Returns when a node has shown a sign of life. */
    public void ping(long timeoutNanos) throws ClientException {
        Frame reply = askAnyNode(new Ping(), timeoutNanos);
        if (!(reply instanceof Pong)) {
            throw Call.failure(reply);
        }
    }

    /** The version of a server that is connected, or empty. */
    public String serverVersion() {
        for (Node node : cluster.nodes()) {
            Link link = node.openLink();
            if (link != null) {
                return link.welcome().serverVersion();
            }
        }
        return "";
    }

    void connect(long deadlineNanos) throws ClientException {
        cluster.connect(deadlineNanos);
    }

    void close() {
        cluster.close();
    }

    private SequenceHandle handle(SequenceRef sequence) {
        Name key = new Name(sequence.schema(), sequence.name());
        SequenceHandle known = sequences.get(key);
        if (known != null && known.slot() == sequence.slot()) {
            return known;
        }
        if (sequences.size() >= ClientLimits.SEQUENCES_MAX) {
            sequences.clear();
        }
        return sequences.computeIfAbsent(
                key,
                k ->
                        new SequenceHandle(
                                cluster, sequence.schema(), sequence.name(), sequence.slot()));
    }

    private Frame command(
            PreparedPlan prepared, List<@Nullable Object> parameters, long timeoutNanos)
            throws ClientException {
        CommandRequest request =
                new CommandRequest(
                        prepared.plan().slot(), prepared.schema(), prepared.sql(), parameters);
        TicketedCall call = new TicketedCall(cluster, request, null);
        Frame reply = call.run(System.nanoTime() + timeoutNanos);
        if (reply != null) {
            return reply;
        }
        boolean unknown = call.outcomeUnknown();
        ClientException refusal = call.refusal();
        Frame late = call.giveUp();
        if (late != null) {
            return late;
        }
        if (unknown) {
            throw new ClientException(
                    "08007",
                    Retry.UNKNOWN,
                    "no answer within "
                            + timeoutNanos / 1_000_000
                            + " ms ("
                            + call.reason()
                            + "); outcome unknown: the statement may have been executed");
        }
        throw refusal != null ? refusal : noAnswer(timeoutNanos, call.reason());
    }

    private Frame askAnyNode(Frame request, long timeoutNanos) throws ClientException {
        Call call = new Call(cluster, null, request, null);
        Frame reply = call.drive(System.nanoTime() + timeoutNanos);
        if (reply == null) {
            reply = call.giveUp();
        }
        if (reply == null) {
            throw noAnswer(timeoutNanos, call.reason());
        }
        return reply;
    }

    private static ClientException noAnswer(long timeoutNanos, String reason) {
        return new ClientException(
                ClientException.NO_ANSWER,
                Retry.SAFE,
                "no answer within "
                        + timeoutNanos / 1_000_000
                        + " ms ("
                        + reason
                        + "); nothing was executed");
    }

    private static void checkText(String text) throws ClientException {
        if (text.length() > ClientLimits.SQL_CHARS_MAX) {
            throw new ClientException(
                    "54000",
                    Retry.NEVER,
                    "a text of "
                            + text.length()
                            + " characters exceeds the limit of "
                            + ClientLimits.SQL_CHARS_MAX);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new ClientException(
                    "22021", Retry.NEVER, "the text has an unpaired surrogate character");
        }
    }
}
