package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.client.tls.TlsSettings;
import io.nextval.fuzz.Seeds;
import io.nextval.wire.Welcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Whatever a server says to the driver's Hello, the driver is in, or it gives up in words; and it
 * takes no server for its own that asked for a login and does not know the user.
 */
@Timeout(30)
class HandshakeFuzzTest {
    private static final String PASSWORD = "secret";
    private static final ClientSettings SETTINGS =
            new ClientSettings(
                    List.of(new Endpoint("localhost", 1)),
                    null,
                    "anna",
                    Password.of(PASSWORD),
                    "",
                    TlsSettings.UNSET,
                    ChannelBindingMode.PREFER,
                    1_000,
                    1_000,
                    1_000,
                    true);

    @FuzzTest
    void anyServerIsTheRightOneOrRefused(byte[] input) throws IOException {
        String script = new String(input, StandardCharsets.ISO_8859_1);
        try (ScriptedSocket socket = new ScriptedSocket(script.lines().toList(), PASSWORD)) {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            Conversation talk = new Conversation(socket, deadline);
            try {
                Welcome welcome = Handshake.introduce(SETTINGS, socket, talk);
                assertThat(welcome.version()).isEqualTo(3);
                assertThat(socket.proved()).as("proved").isEqualTo(socket.asked());
            } catch (ClientException e) {
                assertThat(e.sqlState()).matches("28[0-9A-Z]{3}");
            } catch (IOException e) {
                assertThat(e).message().isNotBlank().doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void damagedServersAreTheRightOneOrRefused() throws Exception {
        Seeds.damaged(
                Seeds.files(getClass(), "anyServerIsTheRightOneOrRefused"),
                500,
                this::anyServerIsTheRightOneOrRefused);
    }
}
