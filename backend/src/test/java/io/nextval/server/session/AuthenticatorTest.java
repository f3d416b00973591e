package io.nextval.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.config.Auth;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.config.TlsConfig;
import io.nextval.server.harness.ScramTalk;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Who may come in under each setting of {@code auth}, and what those who may not are told. */
@Timeout(60)
final class AuthenticatorTest {
    private static final Account ANNA = new Account(7, "anna", Scram.verifier("secret"));
    private static final Account BERT = new Account(3, "bert", null);
    private static final Account LATE = new Account(9, "late", Scram.verifier("other"));
    private static final Origin HERE = origin(null);

    private static Origin origin(@Nullable String certificateName) {
        return new Origin("10.0.0.1", "10.0.0.1:5", certificateName != null, null, certificateName);
    }

    /** This node does not know the last one yet. */
    private static final class Fixed implements Accounts {
        @Override
        public List<Account> known() {
            return List.of(ANNA, BERT);
        }

        @Override
        public CompletableFuture<List<Account>> now() {
            return CompletableFuture.completedFuture(List.of(ANNA, BERT, LATE));
        }

        @Override
        public boolean ready() {
            return true;
        }
    }

    private static final class Unknown implements Accounts {
        private final boolean ready;

        Unknown(boolean ready) {
            this.ready = ready;
        }

        @Override
        public List<Account> known() {
            return List.of();
        }

        @Override
        public CompletableFuture<List<Account>> now() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public boolean ready() {
            return ready;
        }
    }

    private static Authenticator authenticator(Auth auth, Accounts accounts) {
        Path any = Path.of("any");
        TlsConfig tls = new TlsConfig(TlsConfig.Mode.OPTIONAL, any, any, any);
        return new Authenticator(new SecurityConfig(auth, "nextval", null, false, tls), accounts);
    }

    private static Authenticator scram() {
        return authenticator(Auth.SCRAM, new Fixed());
    }

    /** Logs in, and gives who it is. */
    private static Identity login(Authenticator scram, String user, String password)
            throws LoginException {
        ScramTalk talk = ScramTalk.plain();
        Login login = scram.login(HERE, user);
        String challenge = login.choose("SCRAM-SHA-256", talk.first()).join();
        Login.Success success = login.prove(talk.proof(challenge, password), 0);
        assertThat(success.data()).isEqualTo(talk.expectedFinal(challenge, password));
        return success.identity();
    }

    @Test
    void letsInWhoKnowsThePassword() throws LoginException {
        assertThat(login(scram(), "anna", "secret")).isEqualTo(new Identity(7, "anna"));
    }

    @Test
    void letsInAUserThatThisNodeHasNotHeardOf() throws LoginException {
        assertThat(login(scram(), "late", "other")).isEqualTo(new Identity(9, "late"));
    }

    @Test
    void tellsAllWhoFailTheSame() {
        for (String user : List.of("anna", "bert", "nobody")) {
            assertThatThrownBy(() -> login(scram(), user, "wrong"))
                    .isInstanceOfSatisfying(
                            LoginException.class,
                            e -> {
                                assertThat(e.sqlState()).isEqualTo("28P01");
                                assertThat(e.text())
                                        .isEqualTo(
                                                "password authentication failed for user \""
                                                        + user
                                                        + "\"");
                            });
        }
    }

    @Test
    void tellsTheOperatorWhichItWas() {
        assertThatThrownBy(() -> login(scram(), "anna", "wrong"))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        e -> assertThat(e.reason()).isEqualTo("wrong password"));
        assertThatThrownBy(() -> login(scram(), "nobody", "wrong"))
                .isInstanceOfSatisfying(
                        LoginException.class,
                        e -> assertThat(e.reason()).isEqualTo("no such user, or no password"));
    }

    private static String salt(Authenticator scram, String user) throws LoginException {
        ScramTalk talk = ScramTalk.plain();
        return talk.salt(scram.login(HERE, user).choose("SCRAM-SHA-256", talk.first()).join());
    }

    /** Else trying twice, or at two nodes, would tell who exists. */
    @Test
    void challengesAStrangerWithTheSameSaltEverywhere() throws LoginException {
        assertThat(salt(scram(), "nobody")).isEqualTo(salt(scram(), "nobody"));
        assertThat(salt(scram(), "nobody")).isNotEqualTo(salt(scram(), "somebody"));
        assertThat(salt(scram(), "bert")).isEqualTo(salt(scram(), "bert"));
        assertThat(salt(scram(), "anna")).isEqualTo(salt(scram(), "anna"));
    }

    @Test
    void makesWhoFailedWait() throws LoginException {
        Authenticator scram = scram();
        assertThat(scram.login(HERE, "anna").delayMillis(1)).isZero();
        assertThatThrownBy(() -> login(scram, "anna", "wrong")).hasMessageContaining("failed");
        assertThat(scram.login(HERE, "anna").delayMillis(1)).isEqualTo(100);
        assertThat(login(scram, "anna", "secret").userName()).isEqualTo("anna");
        assertThat(scram.login(HERE, "anna").delayMillis(1)).isZero();
    }

    @Test
    void offersChannelBindingWhereThereIsTls() throws LoginException {
        Origin tls = new Origin("h", "h:1", true, new byte[] {1}, null);
        assertThat(scram().login(tls, "anna").mechanisms())
                .containsExactly("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
        Login plain = scram().login(HERE, "anna");
        assertThat(plain.mechanisms()).containsExactly("SCRAM-SHA-256");
        assertThat(plain.choose("SCRAM-SHA-256-PLUS", "p=tls-server-end-point,,n=*,r=a"))
                .isCompletedExceptionally();
    }

    @Test
    void letsNobodyInBeforeThereAreUsers() throws LoginException {
        Authenticator starting = authenticator(Auth.SCRAM, new Unknown(false));
        assertThatThrownBy(() -> starting.login(HERE, "anna"))
                .isInstanceOfSatisfying(
                        LoginException.class, e -> assertThat(e.sqlState()).isEqualTo("57P03"));
        Login early = authenticator(Auth.SCRAM, new Unknown(true)).login(HERE, "anna");
        assertThatThrownBy(() -> early.choose("SCRAM-SHA-256", ScramTalk.plain().first()).join())
                .hasRootCauseInstanceOf(LoginException.class)
                .hasMessageContaining("no users yet");
    }

    @Test
    void wantsAUserName() {
        assertThatThrownBy(() -> scram().login(HERE, ""))
                .isInstanceOfSatisfying(
                        LoginException.class, e -> assertThat(e.sqlState()).isEqualTo("28000"));
    }

    @Test
    void believesANameUnderTrust() {
        Authenticator trust = authenticator(Auth.TRUST, new Fixed());
        assertThat(trust.identify(HERE, "anna").join()).isEqualTo(new Identity(7, "anna"));
        assertThat(trust.identify(HERE, "late").join()).isEqualTo(new Identity(9, "late"));
        assertThat(trust.identify(HERE, "zoe").join()).isEqualTo(Identity.nobody("zoe"));
        assertThat(trust.identify(HERE, "").join()).isEqualTo(Identity.nobody(""));
    }

    @Test
    void takesTheNameInTheCertificate() {
        Authenticator cert = authenticator(Auth.CERT, new Fixed());
        assertThat(cert.identify(origin("anna"), "").join()).isEqualTo(new Identity(7, "anna"));
        assertThat(cert.identify(origin("anna"), "anna").join().userId()).isEqualTo(7);
        assertRefused(cert, origin(null), "anna", "wants a client certificate");
        assertRefused(cert, origin("anna"), "bert", "that of \"anna\" and not of \"bert\"");
        assertRefused(cert, origin("zoe"), "", "role \"zoe\" does not exist");
    }

    private static void assertRefused(
            Authenticator cert, Origin origin, String user, String words) {
        assertThatThrownBy(() -> cert.identify(origin, user).join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        LoginException.class, e -> assertThat(e.sqlState()).isEqualTo("28000"))
                .hasMessageContaining(words);
    }
}
