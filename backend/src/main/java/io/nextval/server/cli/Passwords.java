package io.nextval.server.cli;

import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a command gets a password from: never from its arguments, which others can see. */
final class Passwords {
    private Passwords() {}

    /**
     * What a person types, else what a file says, else the environment; null if there is none. A
     * Java that always has a console is not asked without a terminal.
     */
    @SuppressWarnings("SystemConsoleNull")
    static @Nullable String get(
            boolean ask,
            String prompt,
            @Nullable Path file,
            String variable,
            Streams streams,
            Map<String, String> environment) {
        if (!ask) {
            return file == null ? environment.get(variable) : read(file);
        }
        java.io.Console console = streams.terminal() ? System.console() : null;
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        if (typed == null) {
            throw new StartupException(
                    StartupException.EXIT_USAGE,
                    "there is no terminal to ask for the password; set " + variable);
        }
        return new String(typed);
    }

    /** The first line. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).split("\\R", 2)[0];
        } catch (IOException e) {
            throw new StartupException(
                    StartupException.EXIT_USAGE,
                    "the password file " + file + " can not be read: " + e.getMessage(),
                    e);
        }
    }
}
