package io.nextval.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.server.harness.FuzzSeeds;
import io.nextval.server.harness.ScramTalk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Whatever a client says in a login, it is refused in good order unless it proves the password. An
 * input has two lines, the client's two messages; {@code $} in them stands for the true first
 * message and the true final one.
 */
@Timeout(30)
class ScramServerFuzzTest {
    private static final String PASSWORD = "secret";
    private static final byte[] BINDING = {1, 2, 3};
    private static final Verifier VERIFIER =
            Objects.requireNonNull(Verifier.parse(Scram.verifier(PASSWORD)));

    @FuzzTest
    void nobodyGetsInWithoutThePassword(byte[] input) {
        List<String> lines = new String(input, StandardCharsets.UTF_8).lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        String last = lines.size() < 2 ? "" : lines.get(1);
        talk(ScramTalk.plain(), first, last, false);
        talk(ScramTalk.bound(BINDING), first, last, true);
    }

    @Test
    void nobodyGetsInWithADamagedMessage() throws Exception {
        FuzzSeeds.damaged(
                FuzzSeeds.files(getClass(), "nobodyGetsInWithoutThePassword"),
                300,
                this::nobodyGetsInWithoutThePassword);
    }

    private static void talk(ScramTalk talk, String first, String last, boolean bound) {
        byte[] binding = bound ? BINDING : null;
        String said = first.replace("$", talk.first());
        try {
            ScramServer server = ScramServer.start(said, bound, binding);
            String challenge = server.challenge(VERIFIER);
            assertThat(challenge).startsWith("r=").contains(",s=").endsWith(",i=4096");
            boolean honest = said.equals(talk.first());
            String proof = honest ? talk.proof(challenge, PASSWORD) : "";
            String answer = last.replace("$", proof);
            String proved = server.prove(answer);
            assertThat(proved != null).isEqualTo(honest && answer.equals(proof));
        } catch (LoginException e) {
            assertThat(e.sqlState()).isEqualTo("08P01");
            assertThat(e.text()).isNotBlank();
        }
    }
}
