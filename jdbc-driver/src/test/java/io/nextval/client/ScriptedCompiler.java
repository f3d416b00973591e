package io.nextval.client;

import io.nextval.wire.Bound;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Compile;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.NameArgument;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.Retry;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;
import io.nextval.wire.SessionAction;
import io.nextval.wire.SessionActionKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the programs of just the statements of the tests; used for one text. */
final class ScriptedCompiler {
    private static final Pattern SERIES =
            Pattern.compile(
                    " from generate_series\\((\\d+|-\\d+|\\?),\\s*(\\d+|-\\d+|\\?)\\)(?: as g)?");
    private static final Pattern ITEM =
            Pattern.compile("(.+?)(?:::(\\w+))?(?: as (\\w+))?", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("(\\w+)\\((?:'([\\w.]+)'|(\\?))?(.*)\\)");
    private static final Pattern DDL =
            Pattern.compile("(create|drop|alter) (sequence|schema) (?:if exists )?(\\w+).*");
    private static final Pattern SET = Pattern.compile("(?i)set (\\w+)(?: =| to) '?([^']*)'?");

    private final Compile request;
    private final String sql;
    private final List<String> parameterTypes = new ArrayList<>();
    private final List<Integer> nameParameters = new ArrayList<>();
    private final List<ProgramColumn> columns = new ArrayList<>();
    private final List<SequenceRef> sequences = new ArrayList<>();
    private RowSource rows = RowSource.SINGLE;

    private ScriptedCompiler(Compile request) {
        this.request = request;
        this.sql = request.sql().toLowerCase(Locale.ROOT);
    }

    static Frame compile(Compile request) {
        return new ScriptedCompiler(request).compile();
    }

    static int slot(String name) {
        return name.hashCode() & 4095;
    }

    private Frame compile() {
        if (sql.startsWith("select")) {
            select();
            return nameParameters.isEmpty()
                    ? program(ProgramKind.ROWS, "SELECT", 0, List.of())
                    : unnamed();
        }
        Matcher ddl = DDL.matcher(sql);
        if (ddl.matches()) {
            return ddl(ddl.group(1) + ' ' + ddl.group(2), ddl.group(3));
        }
        if (sql.startsWith("create")) {
            return program(ProgramKind.COMMAND, "CREATE SEQUENCE", 0, List.of());
        }
        if (sql.startsWith("show") || sql.startsWith("list")) {
            return show();
        }
        List<SessionAction> actions = actions();
        if (actions.isEmpty()) {
            return new Failure("42601", Retry.NEVER, "syntax error", "", "Did you mean it?", 1);
        }
        return program(ProgramKind.SESSION, "SESSION", 0, actions);
    }

    private Frame ddl(String words, String name) {
        boolean drops = words.equals("drop sequence");
        if (drops) {
            sequence(name);
        }
        int slot = words.endsWith("schema") ? Program.CATALOG_SLOT : slot(name);
        return program(ProgramKind.COMMAND, words.toUpperCase(Locale.ROOT), slot, List.of());
    }

    private Frame show() {
        String variable = sql.substring("show ".length());
        if (sql.startsWith("show") && variable.matches("\\w+")) {
            columns.add(new ProgramColumn(variable, "text", new ColumnSource.Session(variable)));
            return program(ProgramKind.ROWS, "SHOW", 0, List.of());
        }
        sql.chars().filter(c -> c == '?').forEach(c -> parameterTypes.add("text"));
        columns.add(new ProgramColumn("value", "text", new ColumnSource.Opaque()));
        return program(ProgramKind.QUERY, "SHOW", 0, List.of());
    }

    private List<SessionAction> actions() {
        Matcher set = SET.matcher(request.sql());
        if (set.matches()) {
            String value = set.group(2).equals("default") ? null : set.group(2);
            return List.of(action(SessionActionKind.SET, set.group(1), value));
        }
        return switch (sql) {
            case "begin" -> List.of(action(SessionActionKind.BEGIN, "", null));
            case "begin read only" ->
                    List.of(
                            action(SessionActionKind.BEGIN, "", null),
                            action(SessionActionKind.SET_TRANSACTION, "read_only", "on"));
            case "commit" -> List.of(action(SessionActionKind.COMMIT, "", null));
            case "rollback" -> List.of(action(SessionActionKind.ROLLBACK, "", null));
            case "set transaction read only" ->
                    List.of(action(SessionActionKind.SET_TRANSACTION, "read_only", "on"));
            case "reset all" -> List.of(action(SessionActionKind.RESET, "all", null));
            case "reset search_path" ->
                    List.of(action(SessionActionKind.RESET, "search_path", null));
            case "discard sequences" ->
                    List.of(action(SessionActionKind.DISCARD_SEQUENCES, "", null));
            case "discard all" -> List.of(action(SessionActionKind.DISCARD_ALL, "", null));
            case "savepoint x" -> List.of(action(SessionActionKind.NONE, "savepoint", null));
            default -> List.of();
        };
    }

    private static SessionAction action(
            SessionActionKind kind, String name, @Nullable String value) {
        return new SessionAction(kind, name, value);
    }

    private void select() {
        Matcher series = SERIES.matcher(sql);
        boolean isSeries = series.find();
        String list = sql.substring("select ".length(), isSeries ? series.start() : sql.length());
        for (String item : list.split(",(?![^(]*\\))", -1)) {
            column(item.trim());
        }
        if (isSeries) {
            rows = new RowSource(true, bound(series.group(1)), bound(series.group(2)));
        }
    }

    private void column(String text) {
        Matcher item = ITEM.matcher(text);
        if (!item.matches()) {
            throw new AssertionError(text);
        }
        Matcher call = CALL.matcher(item.group(1));
        String label = "?column?";
        String type;
        ColumnSource source;
        if (call.matches()) {
            label = call.group(1);
            type = label.equals("now") ? "timestamptz" : label.equals("version") ? "text" : "int8";
            source = call(label, call);
        } else if (item.group(1).equals("?")) {
            type = item.group(2) == null ? ProgramColumn.UNTYPED : item.group(2);
            source = new ColumnSource.Argument(parameter(type));
        } else if (item.group(1).startsWith("'")) {
            type = "text";
            source =
                    new ColumnSource.Constant(
                            item.group(1).substring(1, item.group(1).length() - 1));
        } else if (item.group(1).matches("-?\\d+")) {
            type = "int4";
            source = new ColumnSource.Constant(Long.parseLong(item.group(1)));
        } else {
            label = item.group(1);
            type = "text";
            source = new ColumnSource.Session(label);
        }
        columns.add(
                new ProgramColumn(
                        item.group(3) == null ? label : item.group(3),
                        item.group(2) == null ? type : item.group(2),
                        source));
    }

    private ColumnSource call(String function, Matcher call) {
        switch (function) {
            case "lastval" -> {
                return new ColumnSource.Last();
            }
            case "now", "version" -> {
                return new ColumnSource.Session(function);
            }
            default -> {}
        }
        int sequence = sequence(call.group(3) == null ? call.group(2) : named());
        if (function.equals("nextval")) {
            return new ColumnSource.NextOf(sequence);
        }
        if (function.equals("currval")) {
            return new ColumnSource.CurrentOf(sequence);
        }
        String[] arguments = call.group(4).substring(1).split(",", -1);
        return new ColumnSource.SetTo(
                sequence,
                argument(arguments[0].trim(), "int8"),
                arguments.length == 1
                        ? new ColumnSource.Constant(true)
                        : argument(arguments[1].trim(), "bool"));
    }

    private ColumnSource argument(String text, String type) {
        return switch (text) {
            case "?" -> new ColumnSource.Argument(parameter(type));
            case "null" -> new ColumnSource.Constant(null);
            case "true", "false" -> new ColumnSource.Constant(text.equals("true"));
            default -> new ColumnSource.Constant(Long.parseLong(text));
        };
    }

    /** The name that the request gives for the next parameter. */
    private String named() {
        int parameter = parameter("text");
        for (NameArgument name : request.names()) {
            if (name.parameter() == parameter) {
                return name.text();
            }
        }
        nameParameters.add(parameter);
        return "";
    }

    private int parameter(String type) {
        parameterTypes.add(type);
        return parameterTypes.size();
    }

    private int sequence(String name) {
        int dot = name.indexOf('.');
        SequenceRef sequence =
                new SequenceRef(
                        dot < 0 ? request.schema() : name.substring(0, dot),
                        name.substring(dot + 1),
                        slot(name.substring(dot + 1)));
        if (!sequences.contains(sequence)) {
            sequences.add(sequence);
        }
        return sequences.indexOf(sequence);
    }

    private Bound bound(String text) {
        return text.equals("?")
                ? Bound.parameter(parameter("int8"))
                : Bound.of(Long.parseLong(text));
    }

    private Program unnamed() {
        return new Program(
                ProgramKind.ROWS,
                "SELECT",
                0,
                parameterTypes,
                nameParameters,
                List.of(),
                List.of(),
                RowSource.SINGLE,
                List.of(),
                List.of());
    }

    private Program program(ProgramKind kind, String tag, int slot, List<SessionAction> actions) {
        return new Program(
                kind,
                tag,
                slot,
                parameterTypes,
                List.of(),
                columns,
                sequences,
                rows,
                actions,
                List.of());
    }
}
