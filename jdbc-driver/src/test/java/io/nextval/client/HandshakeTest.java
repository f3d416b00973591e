package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ScriptedNode.Raw;
import io.nextval.client.ScriptedNode.Say;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Pong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a client says about a peer that is not the server it looks for. */
@Timeout(60)
class HandshakeTest {
    private final ScriptedCluster cluster = new ScriptedCluster(1);

    @AfterEach
    void close() {
        cluster.close();
    }

    private void assertRefused(String sqlState, String message) {
        Client client = new Client(cluster.settings(400));
        assertThatThrownBy(() -> client.connect(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState))
                .hasMessageContaining("127.0.0.1:" + cluster.node(0).port())
                .hasMessageContaining(message);
        client.close();
    }

    @Test
    void refusesAServerOfAnotherProtocolVersion() {
        cluster.node(0).version(1);
        assertRefused("08P01", "speaks protocol version 1, this driver 3");
    }

    @Test
    void refusesAServerThatIsNotANextvalServer() {
        cluster.node(0).script(hello -> new Raw("48 54 54 50 2f 31 2e 31 20 34 30 30 0d 0a"));
        assertRefused("08P01", "is not a Nextval server: frame length 1213486160");
    }

    @Test
    void refusesAServerThatAnswersHelloWithSomethingElse() {
        cluster.node(0).script(hello -> new Say(new Pong()));
        assertRefused("08P01", "it answered Hello with Pong[]");
    }

    @Test
    void refusesALoginFrameThatIsTooLong() {
        cluster.node(0).script(hello -> new Raw("00 00 04 01 8b 01 00"));
        assertRefused("08P01", "frame length 1025 is outside 2 to 1024 bytes");
    }

    @Test
    void tellsWhyTheServerSaidGoodbye() {
        cluster.node(0).script(hello -> new Say(new Goodbye("08P01", "unknown version 1")));
        assertRefused("08P01", "refused the connection: unknown version 1");
        cluster.node(0).script(hello -> new Say(new Goodbye("53300", "too many connections")));
        assertRefused("08001", "refused the connection: too many connections");
    }

    @Test
    void reportsWrongCredentialsAsTheServerDoes() {
        cluster.node(0).script(hello -> new Say(new Goodbye("28P01", "wrong password")));
        Client client = new Client(cluster.settings(400));
        assertThatThrownBy(() -> client.connect(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("28P01"))
                .hasMessage("wrong password");
        client.close();
    }

    @Test
    void givesUpOnAServerThatAcceptsAndSaysNothing() {
        cluster.node(0).pause();
        assertRefused("08001", "did not answer in time");
    }

    @Test
    void reportsAnUnknownHost() {
        ClientSettings settings =
                new ClientSettings(
                        List.of(new Endpoint("no-such-host.invalid", 1)),
                        null,
                        "",
                        "",
                        500,
                        400,
                        true);
        assertThatThrownBy(
                        () ->
                                new Client(settings)
                                        .connect(System.nanoTime() + TimeUnit.SECONDS.toNanos(20)))
                .hasMessageContaining("unknown host no-such-host.invalid");
    }
}
