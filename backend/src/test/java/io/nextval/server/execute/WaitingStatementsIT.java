package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.config.ServerLimits;
import io.nextval.server.frontend.ClientInfo;
import io.nextval.server.frontend.Replies;
import io.nextval.server.session.Identity;
import io.nextval.wire.Compile;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Program;
import io.nextval.wire.Retry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** More statements than the threads that parse them can take. */
@Timeout(120)
class WaitingStatementsIT {
    private static final int STATEMENTS = 4 * ServerLimits.STATEMENTS_WAITING.asInt();

    /** Takes much longer to parse than to send. */
    private static final String LONG = "SELECT nextval('s'), " + " ".repeat(40_000);

    @TempDir Path folder;

    @Test
    void refusesStatementsBeyondThoseThatMayWaitAndAnswersTheRest() {
        Map<Integer, Frame> answers = new ConcurrentHashMap<>();
        Replies replies =
                new Replies() {
                    @Override
                    public void reply(int requestId, Frame frame) {
                        answers.put(requestId, frame);
                    }

                    @Override
                    public ClientInfo client() {
                        return new ClientInfo(3, Identity.nobody(""), "test", "127.0.0.1:1");
                    }
                };
        try (LiveNode node = new LiveNode(folder)) {
            for (int i = 0; i < STATEMENTS; i++) {
                node.ask(new Compile("public", LONG + i, List.of()), i, replies);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> answers.size() == STATEMENTS);
            List<Failure> refused =
                    answers.values().stream()
                            .filter(Failure.class::isInstance)
                            .map(Failure.class::cast)
                            .toList();
            assertThat(refused)
                    .isNotEmpty()
                    .allMatch(failure -> failure.sqlState().equals("53000"))
                    .allMatch(failure -> failure.retry() == Retry.SAFE)
                    .allMatch(failure -> failure.message().contains("wait to be parsed"));
            assertThat(STATEMENTS - refused.size())
                    .isGreaterThanOrEqualTo(ServerLimits.STATEMENTS_WAITING.asInt());
            node.ask(new Compile("public", "SELECT nextval('s')", List.of()), -1, replies);
            await().atMost(Duration.ofSeconds(60)).until(() -> answers.containsKey(-1));
            assertThat(answers.get(-1)).isInstanceOf(Program.class);
        }
    }
}
