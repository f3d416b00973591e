package io.nextval.server.cli.importing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code nextval import} as a process of the built distribution. */
final class ImportProcess implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;

    private ImportProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** The command that starts it. */
    static List<String> command(String... args) {
        Path home = Path.of(System.getProperty("nextval.distribution", ""));
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/nextval").toString());
        command.add("import");
        command.addAll(List.of(args));
        return command;
    }

    /** Starts it; what it prints goes to files in the folder. */
    static ImportProcess start(Path folder, Map<String, String> environment, String... args)
            throws IOException {
        Path out = Files.createTempFile(folder, "out-", ".txt");
        Path err = Files.createTempFile(folder, "err-", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command(args));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new ImportProcess(builder.start(), out, err);
    }

    boolean runs() {
        return process.isAlive();
    }

    ImportRun awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the import still runs");
        }
        return new ImportRun(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** The jar of H2's driver, which the distribution does not have. */
    static Path driverJar() throws URISyntaxException {
        return Path.of(
                org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
