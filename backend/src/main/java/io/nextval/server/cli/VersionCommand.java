package io.nextval.server.cli;

import io.nextval.server.config.ServerVersion;

import picocli.CommandLine.Command;

/** {@code nextval version}. */
@Command(name = "version", description = "Print the version, and that of Java.")
final class VersionCommand implements Runnable {
    private final Streams streams;

    VersionCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        streams.out()
                .println(
                        "nextval "
                                + ServerVersion.current()
                                + " (Java "
                                + Runtime.version()
                                + ", "
                                + System.getProperty("java.vm.name")
                                + ")");
    }
}
