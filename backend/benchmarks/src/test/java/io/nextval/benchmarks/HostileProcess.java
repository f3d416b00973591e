package io.nextval.benchmarks;

import io.nextval.server.harness.HostileClients;
import io.nextval.server.harness.Hostility;
import io.nextval.server.harness.NodeAddress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Hostile clients in a process of their own, so that they share nothing with the normal ones but
 * the machine. It is told line by line which behaviours to begin, several at a quarter of their
 * pace each, and with an empty line to end.
 */
final class HostileProcess implements AutoCloseable {
    /** Several behaviours at once have this part of their usual pace each. */
    private static final int SHARE_OF_MANY = 4;

    private final Process process;
    private final OutputStream commands;
    private final BufferedReader answers;

    HostileProcess(List<NodeAddress> nodes, String user, String password) throws IOException {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.addAll(List.of(HostileProcess.class.getName(), user, password));
        nodes.forEach(node -> command.add(Integer.toString(node.clientPort())));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = process.getOutputStream();
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** As long as the normal client: what is compiled on the way costs less when it is measured. */
    void warmUp() throws IOException, InterruptedException {
        begin(List.of(Hostility.values()));
        TimeUnit.SECONDS.sleep(12);
        var unused = end();
    }

    void begin(List<Hostility> behaviours) throws IOException {
        say(behaviours.stream().map(Hostility::name).collect(Collectors.joining(" ")));
    }

    /** What was seen, and how often. */
    String end() throws IOException, InterruptedException {
        say("");
        String seen = String.valueOf(answers.readLine());
        // What was closed together is closed at the servers before the next phase begins.
        TimeUnit.MILLISECONDS.sleep(300);
        return seen;
    }

    /** The time on a processor that it has taken so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void say(String line) throws IOException {
        commands.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }

    /** The process: user, password, and the client ports of the nodes. */
    public static void main(String[] args) throws IOException {
        List<NodeAddress> nodes = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            nodes.add(new NodeAddress("n", Path.of("none"), Integer.parseInt(args[i]), 0, 0));
        }
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (HostileClients hostile = new HostileClients(nodes, args[0], args[1])) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    System.out.println(text(hostile.end()));
                } else {
                    String[] names = line.split(" ", -1);
                    for (String name : names) {
                        Hostility behaviour = Hostility.valueOf(name);
                        int pace = behaviour.perSecond();
                        hostile.begin(behaviour, names.length > 1 ? pace / SHARE_OF_MANY : pace);
                    }
                }
            }
        }
    }

    private static String text(Map<String, Integer> seen) {
        return new TreeMap<>(seen)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
