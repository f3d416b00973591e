package io.nextval.server.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Sql;
import io.nextval.server.history.History;
import io.nextval.server.history.HistoryChecker;
import io.nextval.server.history.Operation;
import io.nextval.server.history.Outcome;
import io.nextval.server.history.Range;
import io.nextval.server.history.Report;
import io.nextval.server.history.SequenceRule;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sequence's owner orders, and whether the drivers obeyed: the values of order {@code k}
 * start at {@code k} × {@link Drawn#ORDER}. Used by the test's thread.
 */
final class Orders {
    private record Order(int number, long increment, long returned) {}

    private final String url;
    private final List<Order> orders = new ArrayList<>();

    Orders(String url) {
        this.url = url;
    }

    /** Number of the next order, for its text. */
    int next() {
        return orders.size();
    }

    /** Carries out the statements of the next order; how long the last one took, in ms. */
    long give(long increment, String... statements) throws SQLException {
        long began = 0;
        for (String statement : statements) {
            began = System.nanoTime();
            Sql.execute(url, statement);
        }
        long returned = System.nanoTime();
        orders.add(new Order(orders.size(), increment, returned));
        return (returned - began) / 1_000_000;
    }

    /** No call that began after an order had returned has a value of an earlier one. */
    void assertObeyed(List<Drawn> calls) {
        List<String> late = new ArrayList<>();
        for (Drawn call : calls) {
            for (Order order : orders) {
                if (call.hasValue()
                        && call.order() < order.number()
                        && call.began() > order.returned()) {
                    long millis = (call.began() - order.returned()) / 1_000_000;
                    late.add(call + " began " + millis + " ms after order " + order.number());
                }
            }
        }
        assertThat(late).as("calls with values of an order that had been replaced").isEmpty();
    }

    /** No value is handed out twice, over all drivers, and each can come from its order. */
    void assertUnique(List<Drawn> calls, String sequence) {
        List<SequenceRule> rules = new ArrayList<>();
        for (Order order : orders) {
            long start = order.number() * Drawn.ORDER;
            rules.add(new SequenceRule(sequence, order.number(), start, order.increment(), false));
        }
        List<Operation> operations = new ArrayList<>();
        for (Drawn call : calls) {
            operations.add(
                    new Operation(
                            call.driver(),
                            sequence,
                            call.hasValue() ? call.order() : 0,
                            null,
                            call.began(),
                            call.returned(),
                            Range.of(call.value()),
                            call.hasValue() ? Outcome.DEFINITE : Outcome.UNKNOWN));
        }
        Report report =
                HistoryChecker.check(new History(0, rules, operations, List.of(), List.of()));
        System.out.println(report);
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Report.Verdict.HELD);
    }

    /** Of two calls of one driver of which one returned before the other began, it is earlier. */
    void assertOrderWithinEachDriver(List<Drawn> calls) {
        Map<String, List<Drawn>> byDriver = new HashMap<>();
        for (Drawn call : calls) {
            if (call.hasValue()) {
                byDriver.computeIfAbsent(call.driver(), name -> new ArrayList<>()).add(call);
            }
        }
        byDriver.values().forEach(Orders::assertOrder);
    }

    /** The same for all drivers together, of the calls that began after a time. */
    void assertOrderOverAll(List<Drawn> calls, long sinceNanos) {
        List<Drawn> later = new ArrayList<>();
        for (Drawn call : calls) {
            if (call.hasValue() && call.began() > sinceNanos) {
                later.add(call);
            }
        }
        assertThat(later).isNotEmpty();
        assertOrder(later);
    }

    private static void assertOrder(List<Drawn> calls) {
        List<Drawn> returned = new ArrayList<>(calls);
        returned.sort(Comparator.comparingLong(Drawn::returned));
        calls.sort(Comparator.comparingLong(Drawn::began));
        long greatest = Long.MIN_VALUE;
        int next = 0;
        for (Drawn call : calls) {
            while (returned.get(next).returned() < call.began()) {
                greatest = Math.max(greatest, returned.get(next++).value());
            }
            assertThat(call.value()).as("value of %s", call).isGreaterThan(greatest);
        }
    }
}
