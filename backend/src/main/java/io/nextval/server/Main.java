package io.nextval.server;

import io.nextval.server.cli.Launcher;
import io.nextval.server.cli.Streams;

/** The entry point of every command; {@code bin/nextval} starts it. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Launcher.configureLogging(args);
        System.exit(new Launcher(Streams.ofProcess()).run(args));
    }
}
