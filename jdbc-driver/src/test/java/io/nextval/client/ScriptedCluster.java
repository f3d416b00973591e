package io.nextval.client;

import io.nextval.wire.Compile;
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
import io.nextval.wire.Pong;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Register;
import io.nextval.wire.Registered;
import io.nextval.wire.Reserve;
import io.nextval.wire.Reserved;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;
import io.nextval.wire.Retry;
import io.nextval.wire.SetValue;
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
    private static final Pattern CREATE =
            Pattern.compile("create sequence (\\w+)(?: maxvalue (\\d+))?( cache \\d+ order)?");

    private static final Pattern DROP = Pattern.compile("drop sequence (\\w+)");
    private static final Pattern CALL =
            Pattern.compile("(nextval|currval|setval)\\('?(\\w+|\\?)'?");

    private static final long BLOCK_MILLIS = 10_000;

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
    private long topologyVersion = 1;
    private List<Integer> members = new ArrayList<>();
    private String host = "127.0.0.1";

    public ScriptedCluster(int size) {
        for (int i = 0; i < size; i++) {
            nodes.add(new ScriptedNode(this, "n" + (i + 1)));
            members.add(i);
        }
    }

    public ScriptedNode node(int index) {
        return nodes.get(index);
    }

    /** Says from now on that these are the nodes. */
    synchronized void members(Integer... indexes) {
        members = List.of(indexes);
        topologyVersion++;
    }

    /** Says from now on that nodes are at this host; null for their addresses. */
    synchronized void advertise(@Nullable String name) {
        host = name == null ? "" : name;
        topologyVersion++;
    }

    public synchronized void leader(int index) {
        leader = index;
    }

    /** Makes a sequence with values 1 to {@code max}. */
    public synchronized void create(String name, long max) {
        Counter counter = new Counter();
        counter.id = (++lastId << 12) | ScriptedCompiler.slot(name);
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
        if (request instanceof Compile compile) {
            return ScriptedCompiler.compile(compile);
        }
        if (request instanceof Execute query && query.ticket() == null) {
            Matcher call = CALL.matcher(query.sql());
            if (call.find()) {
                return check(query, call);
            }
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

    private static Ticket ticket(Frame request) {
        if (request instanceof Next next) {
            return next.ticket();
        }
        if (request instanceof NextByName next) {
            return next.ticket();
        }
        if (request instanceof SetValue set) {
            return set.ticket();
        }
        if (request instanceof Reserve reserve) {
            return reserve.ticket();
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
        if (request instanceof Reserve reserve) {
            Counter counter = counters.get(reserve.name());
            return counter == null ? missing('"' + reserve.name() + '"') : block(counter, reserve);
        }
        if (request instanceof SetValue set) {
            Counter counter = counters.get(set.name());
            if (counter == null) {
                return missing("\"" + set.name() + "\"");
            }
            counter.next = set.value() + (set.called() ? 1 : 0);
            return new Granted(counter.id, set.value(), 1, 0, null);
        }
        return command(((Execute) request).sql());
    }

    private Frame command(String sql) {
        Matcher drop = DROP.matcher(sql);
        if (drop.matches()) {
            counters.remove(drop.group(1));
            return new Result(List.of(), List.of(), 0, List.of());
        }
        if (sql.endsWith("schema x")) {
            counters.clear();
            return new Result(List.of(), List.of(), 0, List.of());
        }
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

    /** What a server says of the sequences of a select: nothing is drawn. */
    private Frame check(Execute query, Matcher call) {
        Frame otherwise = new Result(List.of(), List.of(), 0, List.of());
        do {
            String name = call.group(2);
            if (name.equals("?")) {
                String before = query.sql().substring(0, call.start());
                int parameter = (int) before.chars().filter(c -> c == '?').count();
                name = String.valueOf(query.parameters().get(parameter));
            }
            if (!counters.containsKey(name)) {
                return missing('"' + name + '"');
            }
            if (call.group(1).equals("currval") && otherwise instanceof Result) {
                String text =
                        "currval of sequence \"" + name + "\" is not yet defined in this session";
                otherwise = new Failure("55000", Retry.NEVER, text, "", "", 0);
            }
        } while (call.find());
        return otherwise;
    }

    private static Failure missing(String what) {
        return new Failure("42P01", Retry.NEVER, "sequence " + what + " does not exist", "", "", 0);
    }

    private static Frame block(Counter counter, Reserve reserve) {
        long count = Math.min(counter.max - counter.next + 1, reserve.count());
        if (count == 0) {
            return new Failure("2200H", Retry.NEVER, "sequence is exhausted", "", "", 0);
        }
        long first = counter.next;
        counter.next += count;
        return new Reserved(counter.id, first, count, 1, BLOCK_MILLIS, 100);
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

    private String hostOf(ScriptedNode node) {
        return host.isEmpty() ? node.address().getHostAddress() : host;
    }

    private Topology topology() {
        List<ScriptedNode> listed = members.stream().map(nodes::get).toList();
        List<String> ids = listed.stream().map(ScriptedNode::id).toList();
        return new Topology(
                topologyVersion,
                listed.stream().map(n -> new NodeInfo(n.id(), hostOf(n), n.port())).toList(),
                List.of(
                        new GroupInfo(0, ids, nodes.get(leader).id()),
                        new GroupInfo(1, ids, nodes.get(leader).id())),
                List.of(new SlotRun(0, 4095, 1)));
    }
}
