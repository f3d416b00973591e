package io.nextval.server.cli;

import io.nextval.server.Main;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One {@code nextval server} process on this machine, a child of this one: same Java, same class
 * path. It stops when this process ends, even by SIGKILL. What it prints goes to a file.
 */
final class ServerProcess {
    /** Set by bin/nextval: the folder of the distribution. */
    private static final String HOME_PROPERTY = "nextval.home";

    private static final String OPTIONS_VARIABLE = "NEXTVAL_JAVA_OPTS";
    private static final int LOG_LINES_SHOWN = 8;

    /**
     * Ctrl-C reaches every process of the terminal, but is meant for the prompt. What is ignored
     * stays so across exec, and a JVM leaves alone what is ignored when it starts.
     */
    private static final List<String> IGNORE_CTRL_C =
            List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh");

    private final ClusterLayout.Member member;
    private final Path log;
    private final Process process;

    private ServerProcess(ClusterLayout.Member member, Path log, Process process) {
        this.member = member;
        this.log = log;
        this.process = process;
    }

    static ServerProcess start(ClusterLayout layout, ClusterLayout.Member member, Path folder)
            throws IOException {
        List<String> command = new ArrayList<>(IGNORE_CTRL_C);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(mainClass());
        command.addAll(List.of(ServerCommand.NAME, "--id", member.id()));
        command.addAll(List.of("--data", folder.resolve(member.id()).toString()));
        command.addAll(List.of("--listen", member.client().toString()));
        command.addAll(List.of("--raft", member.raft().toString()));
        command.addAll(List.of("--http", member.http().toString()));
        if (!layout.peers().isEmpty()) {
            command.addAll(List.of("--peers", layout.peers()));
        }
        command.addAll(List.of("--exit-with-parent", Long.toString(ProcessHandle.current().pid())));
        Path log = folder.resolve(member.id() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("NEXTVAL_"));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return new ServerProcess(member, log, process);
    }

    private static String mainClass() {
        return Main.class.getName();
    }

    private static List<String> jvmOptions() {
        List<String> options = new ArrayList<>();
        String home = System.getProperty(HOME_PROPERTY);
        if (home != null) {
            options.add("@" + Path.of(home, "conf", "server.jvm.options"));
            String more = System.getenv(OPTIONS_VARIABLE);
            if (more != null && !more.isBlank()) {
                options.addAll(List.of(more.strip().split("\\s+", -1)));
            }
            options.add("-D" + HOME_PROPERTY + "=" + home);
            return options;
        }
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!option.startsWith("-agent") && !option.startsWith("-javaagent")) {
                options.add(option);
            }
        }
        return options;
    }

    ClusterLayout.Member member() {
        return member;
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code of a process that has ended. */
    int exitCode() {
        return process.exitValue();
    }

    /** The end of what the process printed, to be shown when it failed. */
    String lastLines() throws IOException {
        List<String> lines =
                new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
        int from = Math.max(0, lines.size() - LOG_LINES_SHOWN);
        return String.join(System.lineSeparator(), lines.subList(from, lines.size()));
    }

    /** Asks the process to stop (SIGTERM). */
    void terminate() {
        process.destroy();
    }

    /** Waits for the process to end, and kills it (SIGKILL) if that takes longer. */
    void awaitEnd(long timeoutMillis) {
        try {
            if (!process.waitFor(timeoutMillis, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
