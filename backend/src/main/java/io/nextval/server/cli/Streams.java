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
 */
public record Streams(BufferedReader in, PrintWriter out, PrintWriter err, boolean terminal) {
    /** Set by bin/nextval, which can ask whether standard input is a terminal; Java 17 can not. */
    private static final String TERMINAL_PROPERTY = "nextval.terminal";

    /** The streams of this process. */
    public static Streams ofProcess() {
        return new Streams(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
                true);
    }
}
