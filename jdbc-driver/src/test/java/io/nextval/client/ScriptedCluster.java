package io.nextval.client;

import io.nextval.wire.Bound;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.GetTopology;
import io.nextval.wire.Granted;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.Next;
import io.nextval.wire.NextByName;
import io.nextval.wire.NodeInfo;
import io.nextval.wire.Notice;
import io.nextval.wire.Ping;
import io.nextval.wire.Plan;
import io.nextval.wire.PlanColumn;
import io.nextval.wire.PlanKind;
import io.nextval.wire.Pong;
import io.nextval.wire.Prepare;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Register;
import io.nextval.wire.Registered;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;
import io.nextval.wire.Retry;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;
import io.nextval.wire.Topology;
import io.nextval.wire.Welcome;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nodes that share one state, as if every request were agreed on at once: sequences, tickets with
 * their answers, and who leads the one sequencer group.
 */
public final class ScriptedCluster implements Closeable {
    private static final Pattern SERIES =
            Pattern.compile("generate_series\\((\\d+|-\\d+|\\?),\\s*(\\d+|-\\d+|\\?)\\)");
    private static final Pattern ITEM =
            Pattern.compile("nextval\\('(\\w+)'\\)(?: as (\\w+))?|'(\\w+)' as (\\w+)");
    private static final Pattern CREATE =
            Pattern.compile("create sequence (\\w+)(?: maxvalue (\\d+))?( cache \\d+ order)?");

    private static final class Counter {
        long id;
        long next = 1;
        long max = Long.MAX_VALUE;
    }

    private final UUID clusterId = UUID.randomUUID();
    private final List<ScriptedNode> nodes = new ArrayList<>();
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<UUID, Long> registrations = new LinkedHashMap<>();
    private final Map<String, Frame> answers = new HashMap<>();
    private long lastId;
    private long lastRegistration;
    private long executions;
    private int leader;

    public ScriptedCluster(int size) {
        for (int i = 0; i < size; i++) {
            nodes.add(new ScriptedNode(this, "n" + (i + 1)));
        }
    }

    public ScriptedNode node(int index) {
        return nodes.get(index);
    }

    public synchronized void leader(int index) {
        leader = index;
    }

    /** Makes a sequence with values 1 to {@code max}. */
    public synchronized void create(String name, long max) {
        Counter counter = new Counter();
        counter.id = (++lastId << 12) | slot(name);
        counter.max = max;
        counters.put(name, counter);
    }

    public synchronized void drop(String name) {
        counters.remove(name);
    }

    public synchronized void forgetRegistrations() {
        registrations.clear();
        answers.clear();
    }

    /** The greatest value handed out. */
    public synchronized long last(String name) {
        return java.util.Objects.requireNonNull(counters.get(name)).next - 1;
    }

    /** How many requests changed the state; a repeated ticket does not. */
    public synchronized long executions() {
        return executions;
    }

    ClientSettings settings(int answerTimeoutMillis) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (ScriptedNode node : nodes) {
            endpoints.add(new Endpoint("127.0.0.1", node.port()));
        }
        return new ClientSettings(endpoints, null, "", "", 2_000, answerTimeoutMillis, true);
    }

    public String url() {
        StringBuilder hosts = new StringBuilder();
        for (ScriptedNode node : nodes) {
            hosts.append(hosts.isEmpty() ? "" : ",").append("127.0.0.1:").append(node.port());
        }
        return "jdbc:nextval://" + hosts + "/public";
    }

    @Override
    public void close() {
        nodes.forEach(ScriptedNode::close);
    }

    Frame welcome(ScriptedNode node, int version) {
        return new Welcome(version, clusterId, node.id(), "0.1.0-test", 1 << 24);
    }

    synchronized Frame execute(ScriptedNode node, Frame request) {
        if (request instanceof Ping) {
            return new Pong();
        }
        if (request instanceof GetTopology) {
            return topology();
        }
        if (request instanceof Prepare prepare) {
            return plan(prepare);
        }
        if (request instanceof Execute query && query.ticket() == null) {
            List<List<@Nullable Object>> rows = List.of(new ArrayList<>(query.parameters()));
            return new Result(List.of(new ResultColumn("value", "text")), rows, -1, List.of());
        }
        if (node != nodes.get(leader)) {
            return new Redirect(RedirectReason.NOT_LEADER, 1, nodes.get(leader).id());
        }
        if (request instanceof Register register) {
            return new Registered(
                    registrations.computeIfAbsent(register.clientId(), id -> ++lastRegistration));
        }
        Ticket ticket = ticket(request);
        if (!registrations.containsValue(ticket.registration())) {
            return new Redirect(RedirectReason.EXPIRED, 1, "");
        }
        return answers.computeIfAbsent(
                ticket.registration() + "/" + ticket.call(), key -> apply(request));
    }

    static int slot(String name) {
        return name.hashCode() & 4095;
    }

    private static Ticket ticket(Frame request) {
        if (request instanceof Next next) {
            return next.ticket();
        }
        if (request instanceof NextByName next) {
            return next.ticket();
        }
        if (request instanceof Execute command && command.ticket() != null) {
            return command.ticket();
        }
        throw new AssertionError("no ticket in " + request);
    }

    private Frame apply(Frame request) {
        executions++;
        if (request instanceof Next next) {
            for (Counter counter : counters.values()) {
                if (counter.id == next.sequenceId()) {
                    return grant(counter, next.count(), next.atomic());
                }
            }
            return missing("with id " + next.sequenceId());
        }
        if (request instanceof NextByName next) {
            Counter counter = counters.get(next.name());
            return counter == null
                    ? missing("\"" + next.name() + "\"")
                    : grant(counter, next.count(), next.atomic());
        }
        return command(((Execute) request).sql());
    }

    private Frame command(String sql) {
        Matcher create = CREATE.matcher(sql);
        if (create.matches()) {
            create(create.group(1), create.group(2) == null ? 99 : Long.parseLong(create.group(2)));
            List<Notice> notices =
                    create.group(3) == null
                            ? List.of()
                            : List.of(
                                    new Notice("01000", "first notice"),
                                    new Notice("01000", "CACHE with ORDER is served strictly"));
            return new Result(List.of(), List.of(), 0, notices);
        }
        return new Failure("42710", Retry.NEVER, "no such command", "a detail", "a hint", 3);
    }

    private static Failure missing(String what) {
        return new Failure("42P01", Retry.NEVER, "sequence " + what + " does not exist", "", "", 0);
    }

    private static Frame grant(Counter counter, long wanted, boolean atomic) {
        long left = counter.max - counter.next + 1;
        if (left == 0 || (atomic && left < wanted)) {
            return new Failure("2200H", Retry.NEVER, "sequence is exhausted", "", "", 0);
        }
        long first = counter.next;
        long count = Math.min(left, wanted);
        counter.next += count;
        return new Granted(counter.id, first, count, 1, null);
    }

    private Topology topology() {
        List<String> ids = nodes.stream().map(ScriptedNode::id).toList();
        return new Topology(
                1,
                nodes.stream().map(n -> new NodeInfo(n.id(), "127.0.0.1", n.port())).toList(),
                List.of(new GroupInfo(1, ids, nodes.get(leader).id())),
                List.of(new SlotRun(0, 4095, 1)));
    }

    /** Understands just the statements of the tests. */
    private static Frame plan(Prepare prepare) {
        String sql = prepare.sql().toLowerCase(java.util.Locale.ROOT);
        int parameters = (int) sql.chars().filter(c -> c == '?').count();
        if (sql.startsWith("create")) {
            Matcher create = CREATE.matcher(sql);
            int slot = create.matches() ? slot(create.group(1)) : 0;
            return new Plan(
                    PlanKind.COMMAND,
                    slot,
                    parameters,
                    List.of(),
                    List.of(),
                    RowSource.SINGLE,
                    List.of());
        }
        if (sql.startsWith("show")) {
            return new Plan(
                    PlanKind.QUERY,
                    0,
                    parameters,
                    List.of(new PlanColumn("value", "text", -1, null)),
                    List.of(),
                    RowSource.SINGLE,
                    List.of());
        }
        if (!sql.startsWith("select")) {
            return new Failure("42601", Retry.NEVER, "syntax error", "", "Did you mean it?", 1);
        }
        return select(prepare.schema(), sql, parameters);
    }

    private static Plan select(String schema, String sql, int parameters) {
        List<String> names = new ArrayList<>();
        List<PlanColumn> columns = new ArrayList<>();
        Matcher item = ITEM.matcher(sql);
        while (item.find()) {
            if (item.group(3) != null) {
                columns.add(new PlanColumn(item.group(4), "text", -1, item.group(3)));
                continue;
            }
            if (!names.contains(item.group(1))) {
                names.add(item.group(1));
            }
            String label = item.group(2) == null ? "nextval" : item.group(2);
            columns.add(new PlanColumn(label, "int8", names.indexOf(item.group(1)), null));
        }
        if (columns.isEmpty()) {
            columns.add(new PlanColumn("?column?", "int4", -1, 1L));
        }
        Matcher series = SERIES.matcher(sql);
        RowSource rows = RowSource.SINGLE;
        if (series.find()) {
            boolean fromParameter = series.group(1).equals("?");
            rows =
                    new RowSource(
                            true,
                            bound(series.group(1), 1),
                            bound(series.group(2), fromParameter ? 2 : 1));
        }
        return new Plan(
                PlanKind.SEQUENCE,
                0,
                parameters,
                columns,
                names.stream().map(name -> new SequenceRef(schema, name, slot(name))).toList(),
                rows,
                List.of());
    }

    private static Bound bound(String text, int parameter) {
        return text.equals("?") ? Bound.parameter(parameter) : Bound.of(Long.parseLong(text));
    }
}
