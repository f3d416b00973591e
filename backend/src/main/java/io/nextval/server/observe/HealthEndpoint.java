package io.nextval.server.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.StartupException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * Health over HTTP: {@code /health/live} answers 200 while the process works, {@code /health/ready}
 * 200 once every group has a leader and 503 before.
 */
public final class HealthEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService thread;
    private final HostPort address;

    /**
     * Binds the address and answers.
     *
     * @throws StartupException with exit code 4 if the address can not be bound
     */
    public HealthEndpoint(HostPort http, BooleanSupplier ready) {
        try {
            server = HttpServer.create(http.toSocketAddress(), 64);
        } catch (IOException | RuntimeException e) {
            throw new StartupException(
                    StartupException.EXIT_ADDRESS,
                    "the HTTP address "
                            + http
                            + " can not be bound ("
                            + e.getMessage()
                            + "); choose another with --http, or port 0",
                    e);
        }
        thread =
                Executors.newSingleThreadExecutor(
                        r -> {
                            Thread t = new Thread(r, "http");
                            t.setDaemon(true);
                            return t;
                        });
        server.setExecutor(thread);
        server.createContext("/health/live", exchange -> answer(exchange, 200, "live"));
        server.createContext(
                "/health/ready",
                exchange -> {
                    boolean ok = ready.getAsBoolean();
                    answer(exchange, ok ? 200 : 503, ok ? "ready" : "waiting for leaders");
                });
        server.start();
        address = http.withPort(server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** The address that is listened on, with the real port. */
    public HostPort address() {
        return address;
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}
