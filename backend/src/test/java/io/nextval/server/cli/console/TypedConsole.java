package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The console on a terminal of which a test types the keys and reads the screen. */
final class TypedConsole implements AutoCloseable {
    static final String CTRL_C = "\003";
    static final String CTRL_D = "\004";
    static final String PROMPT = "nextval=> ";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Keyboard keys = new Keyboard();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final Terminal terminal;
    private final CompletableFuture<Void> end;
    private int seen;

    TypedConsole(Target target, @Nullable Path history) throws IOException, SQLException {
        terminal = new ExternalTerminal("test", "xterm", keys, screen, StandardCharsets.UTF_8);
        terminal.setSize(new Size(160, 50));
        PrintWriter unused = new PrintWriter(new StringWriter());
        SqlSession session =
                SqlSession.open(target, new Output(unused, unused, true), new Display());
        end =
                CompletableFuture.runAsync(
                        () -> {
                            try (session) {
                                Console.run(terminal, session, history, true);
                            } catch (IOException | SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        task -> new Thread(task, "typed-console").start());
    }

    /** Everything on the screen so far, without colours and cursor movements. */
    String screen() {
        return screen.toString(StandardCharsets.UTF_8)
                .replaceAll("\033(\\[[0-9;?]*[A-Za-z]|[=>])", "")
                .replace("\r", "");
    }

    /** Everything that was sent to the terminal. */
    String raw() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    TypedConsole type(String text) {
        keys.type(text);
        return this;
    }

    /** Waits until this text has come, behind what was waited for before. */
    TypedConsole see(String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(screen().substring(seen)).contains(text));
        seen = screen().indexOf(text, seen) + text.length();
        return this;
    }

    /** Presses Tab until this text has come: what is completed may come late the first time. */
    TypedConsole tabUntil(String text) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            type("\t");
                            return screen().substring(seen).contains(text);
                        });
        return see(text);
    }

    void awaitEnd() {
        assertThat(end).succeedsWithin(PATIENCE);
    }

    @Override
    public void close() throws IOException {
        keys.close();
        terminal.close();
    }
}
