package io.nextval.server.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * What a command reads from and prints to; UTF-8 whatever the locale says.
 *
 * @param terminal true if a person types the input
 * @param outTerminal true if a person reads the output
 * @param errTerminal true if a person reads the messages
 */
public record Streams(
        BufferedReader in,
        PrintWriter out,
        PrintWriter err,
        boolean terminal,
        boolean outTerminal,
        boolean errTerminal) {
    /** Set by bin/nextval, which can ask what a stream is; Java 17 can not. */
    private static final String TERMINAL_PROPERTY = "nextval.terminal";

    /** Streams of which none is a terminal. */
    public Streams(BufferedReader in, PrintWriter out, PrintWriter err) {
        this(in, out, err, false, false, false);
    }

    /** The streams of this process. */
    public static Streams ofProcess() {
        return new Streams(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Boolean.getBoolean(TERMINAL_PROPERTY),
                Boolean.getBoolean(TERMINAL_PROPERTY + ".out"),
                Boolean.getBoolean(TERMINAL_PROPERTY + ".err"));
    }

    /** True if a person sits at both ends, and can be given a prompt. */
    boolean interactive() {
        return terminal && outTerminal;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
                true);
    }
}
