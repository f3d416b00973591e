package io.nextval.client;

import io.nextval.wire.Compile;
import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.Granted;
import io.nextval.wire.NameArgument;
import io.nextval.wire.Ping;
import io.nextval.wire.Pong;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramKind;
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
    private final ProgramCache programs = new ProgramCache();
    private final Map<Name, SequenceHandle> sequences = new ConcurrentHashMap<>();

    Client(ClientSettings settings) {
        this(settings, Dns.OF_THE_JVM);
    }

    Client(ClientSettings settings, Resolver resolver) {
        this.cluster = new Cluster(settings, resolver);
    }

    /** What the text means; asked for once, as long as it is remembered. */
    public PreparedProgram compile(
            String schema, String sql, List<NameArgument> names, Deadline deadline)
            throws ClientException {
        PreparedProgram known = programs.get(schema, sql, names);
        if (known != null) {
            return known;
        }
        checkText(sql);
        for (NameArgument name : names) {
            checkText(name.text());
        }
        Frame reply = askAnyNode(new Compile(schema, sql, names), deadline);
        if (!(reply instanceof Program program)) {
            throw Call.failure(reply);
        }
        List<SequenceHandle> handles = new ArrayList<>();
        for (SequenceRef sequence : program.sequences()) {
            handles.add(handle(sequence));
        }
        PreparedProgram prepared = new PreparedProgram(schema, sql, names, program, handles);
        programs.put(prepared);
        return prepared;
    }

    /** Runs a command at its owner, once; or anything else as a query, at any node. */
    public Result execute(
            PreparedProgram prepared, List<@Nullable Object> parameters, Deadline deadline)
            throws ClientException {
        for (Object parameter : parameters) {
            if (parameter instanceof String text) {
                checkText(text);
            }
        }
        String schema = prepared.schema();
        String sql = prepared.sql();
        Program program = prepared.program();
        Frame reply =
                program.kind() == ProgramKind.COMMAND
                        ? once(
                                new CommandRequest(program.slot(), schema, sql, parameters),
                                deadline)
                        : askAnyNode(new Execute(-1, null, schema, sql, parameters), deadline);
        if (reply instanceof Result result) {
            return result;
        }
        throw Call.failure(reply);
    }

    /**
     * Sets the sequence's last value, once; with {@code called} false it is the next value.
     *
     * @throws ClientException 08007 if it may or may not have been set
     */
    public void setValue(SequenceHandle sequence, long value, boolean called, Deadline deadline)
            throws ClientException {
        Frame reply = once(new SetValueRequest(sequence, value, called), deadline);
        if (!(reply instanceof Granted granted)) {
            throw Call.failure(reply);
        }
        sequence.learn(granted.sequenceId());
    }

    /** Returns when a node has shown a sign of life. */
    public void ping(long timeoutNanos) throws ClientException {
        Frame reply = askAnyNode(new Ping(), Deadline.after(timeoutNanos));
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
        cluster.discovery().connect(deadlineNanos);
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

    private Frame once(Request request, Deadline deadline) throws ClientException {
        TicketedCall call = new TicketedCall(cluster, request, null);
        Frame reply = call.run(deadline);
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
                            + deadline.timeoutNanos() / 1_000_000
                            + " ms ("
                            + call.reason()
                            + "); outcome unknown: the statement may have been executed");
        }
        throw refusal != null ? refusal : noAnswer(deadline, call.reason());
    }

    private Frame askAnyNode(Frame request, Deadline deadline) throws ClientException {
        Call call = new Call(cluster, null, request, null);
        Frame reply = call.drive(deadline);
        if (reply == null) {
            reply = call.giveUp();
        }
        if (reply == null) {
            throw noAnswer(deadline, call.reason());
        }
        return reply;
    }

    private static ClientException noAnswer(Deadline deadline, String reason) {
        return new ClientException(
                ClientException.NO_ANSWER,
                Retry.SAFE,
                "no answer within "
                        + deadline.timeoutNanos() / 1_000_000
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
