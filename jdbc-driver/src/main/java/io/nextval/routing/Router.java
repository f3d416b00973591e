package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the route of each statement of one URL's connections. Any thread. */
final class Router {
    private static final int REMEMBERED_MAX = 1_000;
    private static final int REMEMBERED_CHARS_MAX = 8_192;

    private final Vendor vendor;
    private final ListedNames listed;
    private final Map<String, Route> known = new ConcurrentHashMap<>();

    Router(Vendor vendor, ListedNames listed) {
        this.vendor = vendor;
        this.listed = listed;
    }

    Vendor vendor() {
        return vendor;
    }

    ListedNames listed() {
        return listed;
    }

    Route route(@Nullable String sql) {
        if (sql == null || !Hints.maySpeakOfSequences(sql)) {
            return Route.UNTOUCHED;
        }
        Route route = known.get(sql);
        if (route == null) {
            route = find(new SqlText(sql, vendor));
            if (known.size() >= REMEMBERED_MAX) {
                known.clear();
            }
            if (sql.length() <= REMEMBERED_CHARS_MAX) {
                known.put(sql, route);
            }
        }
        return route;
    }

    private Route find(SqlText sql) {
        boolean several = isSeveral(sql);
        Route command = SequenceCommand.route(sql, listed);
        if (command != null && !command.equals(Route.UNTOUCHED)) {
            return several ? severalRefused() : command;
        }
        List<SequenceCall> calls = CallFinder.find(sql, listed);
        List<SequenceCall> ours = calls.stream().filter(SequenceCall::isListed).toList();
        if (ours.isEmpty()) {
            return withoutListed(sql, calls);
        }
        if (several) {
            return severalRefused();
        }
        if (ours.size() == calls.size()) {
            String standalone = Standalone.read(sql, ours);
            if (standalone != null) {
                boolean draws =
                        ours.stream().anyMatch(call -> call.kind() != SequenceCall.Kind.CURRENT);
                return new Route.ToCluster(standalone, draws);
            }
            Route set = set(sql, ours);
            if (set != null) {
                return set;
            }
        }
        return numbered(sql, calls);
    }

    private Route withoutListed(SqlText sql, List<SequenceCall> calls) {
        boolean last = calls.stream().anyMatch(call -> call.kind() == SequenceCall.Kind.LAST);
        if (last && calls.size() == 1 && sql.isWord(0, "select")) {
            boolean alone = sql.size() - (sql.isSymbol(sql.size() - 1, ";") ? 1 : 0) == 4;
            if (alone) {
                return new Route.LastDrawn(sql.whole());
            }
        }
        boolean drawsLocally =
                calls.stream().anyMatch(call -> call.kind() == SequenceCall.Kind.NEXT);
        if (last && !drawsLocally && !isSeveral(sql)) {
            return numbered(sql, calls);
        }
        Route merged = CatalogQuery.route(sql, listed);
        if (merged != null) {
            return merged;
        }
        List<Integer> names = new ArrayList<>();
        boolean draws = false;
        for (SequenceCall call : calls) {
            if (call.nameParameter() > 0) {
                names.add(call.nameParameter());
            }
            draws |= call.kind() == SequenceCall.Kind.NEXT || call.kind() == SequenceCall.Kind.SET;
        }
        return names.isEmpty() && !draws ? Route.UNTOUCHED : new Route.Local(draws, names);
    }

    /** {@code SELECT setval('s', max(id)) FROM t}: the database knows the argument. */
    private static @Nullable Route set(SqlText sql, List<SequenceCall> ours) {
        SequenceCall call = ours.get(0);
        int end = call.last() + 1;
        boolean alone =
                ours.size() == 1
                        && call.kind() == SequenceCall.Kind.SET
                        && call.first() == 1
                        && sql.isWord(0, "select");
        boolean ends = end == sql.size() || (end == sql.size() - 1 && sql.isSymbol(end, ";"));
        GlobalName sequence = call.sequence();
        return alone && (ends || sql.isWord(end, "from")) && sequence != null
                ? new Route.SetFromQuery(
                        sequence,
                        sql.whole().substring(0, sql.start(0))
                                + "SELECT "
                                + sql.text(call.arguments(), call.last())
                                + (ends ? "" : ' ' + sql.text(end, sql.size())))
                : null;
    }

    private static Route numbered(SqlText sql, List<SequenceCall> calls) {
        List<SequenceCall> numbers =
                calls.stream()
                        .filter(call -> call.isListed() || call.kind() == SequenceCall.Kind.LAST)
                        .toList();
        List<Occurrence> occurrences = Occurrences.of(sql, numbers);
        for (Occurrence occurrence : occurrences) {
            if (!occurrence.isLegal()) {
                SequenceCall call = occurrence.call();
                return new Route.Refused(
                        "the global sequence "
                                + (call.sequence() == null ? "of lastval()" : call.sequence())
                                + ' '
                                + occurrence.refusal());
            }
        }
        if (sql.vendor().hasNumberedParameters()) {
            for (int i = 0; i < sql.size(); i++) {
                if (sql.is(i, Token.Kind.PLACEHOLDER) && sql.text(i).length() > 1) {
                    return new Route.Refused(
                            "a call of a global sequence beside numbered parameters (?1): write ?."
                                    + " It");
                }
            }
        }
        return new Route.WithNumbers(NumberedText.of(sql, occurrences));
    }

    private static boolean isSeveral(SqlText sql) {
        for (int i = 0; i < sql.size() - 1; i++) {
            if (sql.isSymbol(i, ";")) {
                return true;
            }
        }
        return false;
    }

    private static Route severalRefused() {
        return new Route.Refused(
                "a text of several statements, one of them about a global sequence: send them one"
                        + " by one. It");
    }
}
