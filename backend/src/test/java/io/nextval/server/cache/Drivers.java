package io.nextval.server.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.util.Objects.requireNonNull;

import io.nextval.server.harness.ClientProcess;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Some {@link DrawingDriver}s on one sequence, and all that they saw. Used by the test's thread.
 */
final class Drivers implements AutoCloseable {
    private static final Duration PROGRESS = Duration.ofSeconds(60);

    private final Map<String, ClientProcess> processes = new LinkedHashMap<>();
    private final Map<String, List<Drawn>> calls = new LinkedHashMap<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    void start(String name, String url, String sequence, int threads) {
        List<Drawn> seen = Collections.synchronizedList(new ArrayList<>());
        calls.put(name, seen);
        processes.put(
                name,
                new ClientProcess(
                        DrawingDriver.class.getName(),
                        List.of(url, sequence, Integer.toString(threads)),
                        line -> take(name, line, seen)));
    }

    private void take(String name, String line, List<Drawn> seen) {
        if (!line.startsWith("got ")) {
            errors.add(name + " " + line);
        }
        if (!line.startsWith("lost ")) {
            seen.add(Drawn.of(name, line));
        }
    }

    ClientProcess process(String name) {
        return requireNonNull(processes.get(name));
    }

    /** Waits until each of the drivers has drawn so many further values of the order. */
    void awaitValues(int order, int count) {
        for (Map.Entry<String, List<Drawn>> each : calls.entrySet()) {
            await(each.getKey() + " draws values of order " + order + "; " + lastErrors())
                    .atMost(PROGRESS)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> countOf(each.getValue(), order) >= count);
        }
    }

    private static long countOf(List<Drawn> seen, int order) {
        synchronized (seen) {
            return seen.stream().filter(c -> c.hasValue() && c.order() == order).count();
        }
    }

    /** Ends all drivers and returns what all of them saw. */
    List<Drawn> end() {
        List<Drawn> all = new ArrayList<>();
        processes.forEach((name, process) -> assertThat(process.end()).as(name).isZero());
        calls.values().forEach(all::addAll);
        return all;
    }

    /** The texts of all calls that got no value. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    private String lastErrors() {
        List<String> all = errors();
        return all.subList(Math.max(0, all.size() - 5), all.size()).toString();
    }

    @Override
    public void close() {
        processes.values().forEach(ClientProcess::close);
    }
}
