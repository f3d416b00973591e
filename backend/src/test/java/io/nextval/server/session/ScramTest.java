package io.nextval.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.harness.ScramTalk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Objects;

/** Verifiers, and what the server's side of an exchange takes and refuses. */
@Timeout(60)
final class ScramTest {
    private static final byte[] BINDING = {1, 2, 3};

    /** Of the password "pencil", in PostgreSQL's form. */
    private static final String PENCIL =
            "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                    + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=";

    private static Verifier parsed(String text) {
        return Objects.requireNonNull(Verifier.parse(text));
    }

    /** The server's last message, null for a wrong password. */
    private static String exchange(String verifier, String password) throws LoginException {
        ScramTalk talk = ScramTalk.plain();
        ScramServer server = ScramServer.start(talk.first(), false, null);
        String challenge = server.challenge(parsed(verifier));
        String last = server.prove(talk.proof(challenge, password));
        return last == null ? "" : last.replace(talk.expectedFinal(challenge, password), "right");
    }

    @Test
    void makesAVerifierThatLetsInThePasswordAndNoOther() throws LoginException {
        String verifier = Scram.verifier("corréct horse");
        assertThat(verifier).matches("SCRAM-SHA-256\\$4096:[^:$]{24}\\$[^:$]{44}:[^:$]{44}");
        assertThat(exchange(verifier, "corréct horse")).isEqualTo("right");
        assertThat(exchange(verifier, "correct horse")).isEmpty();
    }

    @Test
    void makesAnotherSaltEachTime() {
        assertThat(Scram.verifier("secret")).isNotEqualTo(Scram.verifier("secret"));
    }

    @Test
    void takesAVerifierOfPostgres() throws LoginException {
        assertThat(exchange(PENCIL, "pencil")).isEqualTo("right");
        assertThat(parsed(PENCIL).text()).isEqualTo(PENCIL);
    }

    /** Roman numeral nine and the letters IX are the same to SASLprep. */
    @Test
    void preparesPasswordsAsTheStandardSays() throws LoginException {
        assertThat(exchange(Scram.verifier("\u2168"), "IX")).isEqualTo("right");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "md5abcdef",
                "SCRAM-SHA-256",
                "SCRAM-SHA-256$",
                "SCRAM-SHA-256$4096:AAAA$AAAA:AAAA",
                "SCRAM-SHA-256$x:W22ZaJ0SNY7soEsUEjb6gQ==$"
                        + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                        + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                "SCRAM-SHA-256$4096:$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY="
                        + ":wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
                "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
                        + "wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
            })
    void takesNoOtherTextForAVerifier(String text) {
        assertThat(Scram.isVerifier(text)).isFalse();
        assertThat(Scram.refusal(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4095", "1000001", "999999999"})
    void refusesTooFewAndTooManyIterations(String iterations) {
        String text = PENCIL.replace("4096", iterations);
        assertThat(Scram.isVerifier(text)).isTrue();
        assertThat(Scram.refusal(text)).contains(iterations).contains("4096 to 1000000");
        assertThat(Scram.refusal(PENCIL)).isNull();
    }

    @Test
    void refusesAnEmptyAndATooLongPassword() {
        assertThatThrownBy(() -> Scram.verifier("")).hasMessageContaining("must not be empty");
        assertThatThrownBy(() -> Scram.verifier("x".repeat(1_001)))
                .hasMessageContaining("1001")
                .hasMessageContaining("1000");
    }

    @Test
    void bindsTheExchangeToTheConnection() throws LoginException {
        ScramTalk talk = ScramTalk.bound(BINDING);
        ScramServer server = ScramServer.start(talk.first(), true, BINDING);
        String challenge = server.challenge(parsed(PENCIL));
        assertThat(server.prove(talk.proof(challenge, "pencil")))
                .isEqualTo(talk.expectedFinal(challenge, "pencil"));
    }

    /** Somebody between client and server has another certificate. */
    @Test
    void refusesAnExchangeThatIsBoundToAnotherConnection() throws LoginException {
        ScramTalk talk = ScramTalk.bound(new byte[] {9});
        ScramServer server = ScramServer.start(talk.first(), true, BINDING);
        String challenge = server.challenge(parsed(PENCIL));
        assertThatThrownBy(() -> server.prove(talk.proof(challenge, "pencil")))
                .hasMessageContaining("channel binding");
    }

    @Test
    void refusesADowngrade() {
        assertThatThrownBy(
                        () ->
                                ScramServer.start(
                                        ScramTalk.believingNoBinding().first(), false, BINDING))
                .isInstanceOf(LoginException.class)
                .hasMessageContaining("hides");
    }

    @Test
    void refusesAMechanismThatDoesNotFitToItsHeader() {
        assertThatThrownBy(() -> ScramServer.start(ScramTalk.plain().first(), true, BINDING))
                .hasMessageContaining("needs the channel binding");
        assertThatThrownBy(
                        () -> ScramServer.start(ScramTalk.bound(BINDING).first(), false, BINDING))
                .hasMessageContaining("needs SCRAM-SHA-256-PLUS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,,",
                "n,,n=,r=",
                "x,,n=*,r=abc",
                "n,,r=abc",
                "n,,m=x,n=*,r=abc",
                ",,,,"
            })
    void refusesAMalformedFirstMessage(String message) {
        assertThatThrownBy(() -> ScramServer.start(message, false, null))
                .isInstanceOfSatisfying(
                        LoginException.class, e -> assertThat(e.sqlState()).isEqualTo("08P01"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "c=biws", "c=biws,r=other,p=AAAA", "p=AAAA", "c=biws,r=NONCE", "NONCE"})
    void refusesAMalformedProof(String proof) throws LoginException {
        ScramServer server = ScramServer.start("n,,n=*,r=abc", false, null);
        String challenge = server.challenge(parsed(PENCIL));
        String nonce = challenge.substring(2, challenge.indexOf(','));
        for (String tried :
                new String[] {proof, "c=biws,r=" + nonce + ",p=%%", "c=biws,r=" + nonce + ",p="}) {
            assertThatThrownBy(() -> server.prove(tried))
                    .isInstanceOfSatisfying(
                            LoginException.class, e -> assertThat(e.sqlState()).isEqualTo("08P01"));
        }
    }

    @Test
    void showsNoKeys() {
        assertThat(parsed(PENCIL)).hasToString("Verifier[4096 iterations]");
        assertThat(new Account(1, "anna", PENCIL)).hasToString("Account[1, anna]");
    }
}
