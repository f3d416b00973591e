package io.nextval.server.cli;

import io.nextval.server.config.ConfigLoader;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.Setting;
import io.nextval.server.config.StartupException;
import io.nextval.server.node.Node;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * {@code nextval server}: one node, until it is told to stop (SIGTERM, Ctrl-C) or has to stop by
 * itself. Its options are the {@link Setting}s.
 */
@Command(
        name = ServerCommand.NAME,
        sortOptions = false,
        description = "Run one node, until SIGTERM or Ctrl-C.",
        footerHeading = "%n",
        footer = {
            "Each option can also be set by an environment variable (--listen: NEXTVAL_LISTEN),",
            "and in the file of --config (listen = HOST:PORT). The command line wins over the",
            "environment, the environment over the file."
        })
final class ServerCommand implements Callable<Integer> {
    static final String NAME = "server";

    /** How long a node that lost its parent process may take to stop in good order. */
    private static final long STOP_MILLIS_MAX = 10_000;

    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Streams streams;
    private final CommandSpec spec;

    @Option(
            names = "--exit-with-parent",
            paramLabel = "PID",
            hidden = true,
            description = "Stop when the process PID ends, however it ends.")
    private long parent = 0;

    private ServerCommand(Streams streams) {
        this.streams = streams;
        this.spec = CommandSpec.forAnnotatedObject(this);
        for (Setting setting : Setting.values()) {
            spec.addOption(option(setting));
        }
    }

    static CommandLine commandLine(Streams streams) {
        return new CommandLine(new ServerCommand(streams).spec);
    }

    private static OptionSpec option(Setting setting) {
        String defaultValue = setting.defaultValue();
        return OptionSpec.builder(setting.option())
                .type(String.class)
                .arity("1")
                .paramLabel(setting.type().placeholder())
                .description(
                        setting.doc()
                                + (defaultValue.isEmpty() ? "" : " Default: " + defaultValue + "."))
                .build();
    }

    @Override
    public Integer call() throws InterruptedException {
        NodeConfig config = ConfigLoader.load(options(), System.getenv());
        if (parent != 0) {
            exitWith(parent);
        }
        Node node = Node.start(config, streams.err()::println);
        Thread stop =
                new Thread(
                        () -> {
                            node.close();
                            // A node that was told to stop and did has not failed: 0, not 143.
                            Runtime.getRuntime().halt(node.exitCode());
                        },
                        "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        if (node.awaitReady(FOREVER)) {
            streams.out().println(readyLine(config.id(), node));
        }
        node.awaitStopped();
        if (!stop.isAlive()) {
            withdraw(stop);
        }
        return node.exitCode();
    }

    private static String readyLine(String id, Node node) {
        return "nextval "
                + id
                + " ready: jdbc:nextval://"
                + node.clientAddress()
                + " (raft "
                + node.raftAddress()
                + ", http "
                + node.httpAddress()
                + ")";
    }

    private Map<Setting, String> options() {
        Map<Setting, String> options = new EnumMap<>(Setting.class);
        CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
        for (Setting setting : Setting.values()) {
            if (parsed.hasMatchedOption(setting.option())) {
                options.put(setting, parsed.matchedOptionValue(setting.option(), ""));
            }
        }
        return options;
    }

    /** The node stopped by itself: its exit code counts, so the hook must not run. */
    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook decides how.
        }
    }

    private static void exitWith(long pid) {
        ProcessHandle process =
                ProcessHandle.of(pid)
                        .orElseThrow(
                                () ->
                                        new StartupException(
                                                StartupException.EXIT_FAILURE,
                                                "the process "
                                                        + pid
                                                        + " of --exit-with-parent does not run"));
        daemon(
                () -> {
                    process.onExit().join();
                    daemon(ServerCommand::haltWhenOverdue, "orphaned-overdue");
                    System.exit(StartupException.EXIT_FAILURE);
                },
                "orphaned");
    }

    private static void haltWhenOverdue() {
        try {
            Thread.sleep(STOP_MILLIS_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(StartupException.EXIT_FAILURE);
    }

    private static void daemon(Runnable action, String name) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }
}
