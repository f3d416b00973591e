package io.nextval.server.cli.console;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where results and messages go. One thread at a time. */
public final class Output implements AutoCloseable {
    private static final String RED = "\033[31m";
    private static final String YELLOW = "\033[33m";
    private static final String PLAIN = "\033[0m";

    private final boolean colours;
    private PrintWriter out;
    private PrintWriter err;
    private @Nullable PrintWriter file;
    private Runnable beforePrinting = () -> {};

    /**
     * An output.
     *
     * @param colours true if {@code err} is a terminal that shows colours
     */
    public Output(PrintWriter out, PrintWriter err, boolean colours) {
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    /** True if {@code err} shows colours. */
    boolean colours() {
        return colours;
    }

    /** Results and answers: the file of {@code \o}, else standard output. */
    PrintWriter results() {
        beforePrinting.run();
        return file == null ? out : file;
    }

    /** Whatever is not the result of a statement. */
    PrintWriter out() {
        beforePrinting.run();
        return out;
    }

    /** Prints an error or a warning; its first word decides the colour. */
    void printError(String text) {
        beforePrinting.run();
        out.flush();
        int colon = text.indexOf(":  ");
        if (colours && colon >= 0) {
            String colour = text.startsWith("ERROR") || text.contains(" ERROR:") ? RED : YELLOW;
            err.println(colour + text.substring(0, colon + 1) + PLAIN + text.substring(colon + 1));
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** What has to be done before anything is printed: a progress bar takes itself away. */
    void beforePrinting(Runnable action) {
        beforePrinting = action;
    }

    /** From here on, everything goes to a terminal. */
    void attach(PrintWriter terminalOut, @Nullable PrintWriter terminalErr) {
        out = terminalOut;
        if (terminalErr != null) {
            err = terminalErr;
        }
    }

    /** Sends results to a file, null for back to standard output. */
    void redirect(@Nullable Path path) throws IOException {
        PrintWriter next =
                path == null
                        ? null
                        : new PrintWriter(
                                Files.newBufferedWriter(path, StandardCharsets.UTF_8), false);
        close();
        file = next;
    }

    void flush() {
        if (file != null) {
            file.flush();
        }
        out.flush();
    }

    /** Closes the file of {@code \o}, if there is one. */
    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
