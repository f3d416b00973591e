package io.nextval.server.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One run of bin/nextval of the built distribution, as a person or a script would run it. */
final class NextvalCommand implements AutoCloseable {
    /**
     * A background job of a shell ignores Ctrl-C, and with it all that it starts: these tests must
     * not depend on how they are started themselves.
     */
    static final List<String> AS_AT_A_PROMPT = List.of("env", "--default-signal=INT,HUP");

    private static final Pattern PROCESS = Pattern.compile("Node n\\d+: process (\\d+),");

    private final Path out;
    private final Path err;
    private final Process process;

    private NextvalCommand(Path out, Path err, Process process) {
        this.out = out;
        this.err = err;
        this.process = process;
    }

    /** Starts the command; its output goes to files in {@code folder}. */
    static NextvalCommand start(Path folder, Map<String, String> environment, String... args)
            throws IOException {
        Path home = Path.of(System.getProperty("nextval.distribution", ""));
        List<String> command = new ArrayList<>(AS_AT_A_PROMPT);
        command.add(home.resolve("bin/nextval").toString());
        command.addAll(List.of(args));
        Path out = Files.createTempFile(folder, "out-", ".txt");
        Path err = Files.createTempFile(folder, "err-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new NextvalCommand(out, err, builder.start());
    }

    /** Writes to its standard input. */
    NextvalCommand type(String text) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(text.getBytes(StandardCharsets.UTF_8));
        in.flush();
        return this;
    }

    /** Ends its standard input. */
    NextvalCommand typeEnd() throws IOException {
        process.getOutputStream().close();
        return this;
    }

    int awaitExit() throws InterruptedException, IOException {
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running; it printed\n" + out() + err());
        }
        return process.exitValue();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    String out() throws IOException {
        return Files.readString(out);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** The server processes that the demo said it started. */
    List<ProcessHandle> servers() throws IOException {
        List<ProcessHandle> servers = new ArrayList<>();
        Matcher matcher = PROCESS.matcher(out());
        while (matcher.find()) {
            ProcessHandle.of(Long.parseLong(matcher.group(1))).ifPresent(servers::add);
        }
        return servers;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
