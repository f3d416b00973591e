package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.catalog.SessionInfo;
import io.nextval.server.frontend.ClientInfo;
import io.nextval.server.frontend.Replies;
import io.nextval.server.session.Identity;
import io.nextval.sql.Explain;
import io.nextval.sql.Parser;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.Compile;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Register;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whatever goes wrong in a thread that has a request in hand, its client is answered. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostAnswersIT {
    private static final int NESTED = 200_000;
    private static final ClientInfo CLIENT = new ClientInfo(2, Identity.nobody("anna"), "", "");

    private LiveNode node;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = new LiveNode(folder);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /** The first answer can not be given, as if there were no memory for it. */
    private static final class FirstFails implements Replies {
        final BlockingQueue<Frame> given = new LinkedBlockingQueue<>();
        private final AtomicBoolean failed = new AtomicBoolean();

        @Override
        public ClientInfo client() {
            return CLIENT;
        }

        @Override
        public void reply(int requestId, Frame frame) {
            if (failed.compareAndSet(false, true)) {
                throw new StackOverflowError("no room for " + frame.getClass().getSimpleName());
            }
            given.add(frame);
        }
    }

    static List<Frame> requests() {
        return List.of(
                new Compile("public", "SELECT 1", List.of()),
                new Compile("public", "SELECT schemaname FROM pg_sequences", List.of()),
                new Compile("nowhere", "SELECT nextval('s')", List.of()),
                new Execute(-1, null, "public", "SELECT schemaname FROM pg_sequences", List.of()),
                new Execute(-1, null, "public", "SELECT currval('s')", List.of()),
                new Register(1, new UUID(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void answersWhenAnErrorStopsTheThread(Frame request) throws InterruptedException {
        FirstFails replies = new FirstFails();
        node.ask(request, 1, replies);
        assertThat(replies.given.poll(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.sqlState()).isEqualTo("XX000");
                            assertThat(failure.message()).contains("no room for");
                        });
    }

    @Test
    void answersAQueryThatIsTooDeepForItsThread() throws SqlException {
        Statement deep = Parser.parse("SHOW SEQUENCES");
        for (int i = 0; i < NESTED; i++) {
            deep = new Explain(deep);
        }
        try (Queries queries = new Queries(node.view())) {
            var program = queries.program(deep, new SessionInfo("public", "anna", "nextval"));
            await().atMost(30, TimeUnit.SECONDS).until(program::isDone);
            assertThat(program.join())
                    .isInstanceOfSatisfying(
                            Failure.class,
                            failure -> assertThat(failure.sqlState()).isEqualTo("XX000"));
        }
    }
}
