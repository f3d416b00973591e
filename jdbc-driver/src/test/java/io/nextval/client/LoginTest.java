package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nextval.client.tls.TlsSettings;
import io.nextval.wire.Authenticate;
import io.nextval.wire.Failure;
import io.nextval.wire.Ping;
import io.nextval.wire.Retry;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Logging in, at servers that know the user and at those that only say so. */
@Timeout(60)
class LoginTest {
    private static final long SECONDS_20 = TimeUnit.SECONDS.toNanos(20);
    private static final String PASSWORD = "correct horse";
    private final ScriptedCluster cluster = new ScriptedCluster(2);
    private final ScriptedLogin login = new ScriptedLogin(PASSWORD);

    @AfterEach
    void close() {
        cluster.close();
    }

    private ClientSettings settings(String user, String password, ChannelBindingMode binding) {
        ClientSettings plain = cluster.settings(400);
        return new ClientSettings(
                plain.endpoints(),
                null,
                user,
                Password.of(password),
                "",
                TlsSettings.UNSET,
                binding,
                2_000,
                5_000,
                400,
                true);
    }

    private ClientSettings settings(String user, String password) {
        return settings(user, password, ChannelBindingMode.PREFER);
    }

    private void ask(ScriptedLogin asked) {
        cluster.node(0).login(asked);
        cluster.node(1).login(asked);
    }

    private static void connect(Client client) throws ClientException {
        client.connect(System.nanoTime() + SECONDS_20);
    }

    private static ClientException refusal(ClientSettings settings) {
        Client client = new Client(settings);
        try {
            return catchThrowableOfType(ClientException.class, () -> connect(client));
        } finally {
            client.close();
        }
    }

    @Test
    void logsInAndUsesTheConnection() throws Exception {
        ask(login);
        Client client = new Client(settings("anna", PASSWORD));
        connect(client);
        client.ping(SECONDS_20);
        assertThat(login.succeeded()).isEqualTo(1);
        client.close();
    }

    @Test
    void logsInWithAPasswordBeyondAscii() throws Exception {
        String password = "pa\u00dfw\u00f6rt \u2168";
        ask(new ScriptedLogin(password));
        Client client = new Client(settings("anna", password));
        connect(client);
        client.close();
    }

    @Test
    void logsInAnewWhenAConnectionWasLost() throws Exception {
        ask(login);
        Client client = new Client(settings("anna", PASSWORD));
        connect(client);
        cluster.node(0).dropConnections();
        client.ping(SECONDS_20);
        assertThat(login.succeeded()).isEqualTo(2);
        client.close();
    }

    @Test
    void logsInAnewWhenTheUserWasDroppedAndCreatedAgain() throws Exception {
        ask(login);
        Client client = new Client(settings("anna", PASSWORD));
        connect(client);
        Failure gone = new Failure("28000", Retry.NEVER, "role does not exist", "", "", 0);
        cluster.node(0).once(Ping.class, new ScriptedNode.Say(gone));
        assertThatThrownBy(() -> client.ping(SECONDS_20))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("28000"));
        client.ping(SECONDS_20);
        assertThat(login.succeeded()).isEqualTo(2);
        client.close();
    }

    @Test
    void asksNoOtherHostWhenThePasswordIsWrong() {
        ask(login);
        ClientException e = refusal(settings("anna", "wrong horse"));
        assertThat(e.sqlState()).isEqualTo("28P01");
        assertThat(e).hasMessage("wrong user or password");
        assertThat(cluster.node(1).acceptedConnections()).isZero();
        assertThat(cluster.node(0).requests(SaslResponse.class)).hasSize(1);
    }

    @Test
    void reportsAtOnceThatThePasswordWasChangedMeanwhile() throws Exception {
        ask(login);
        Client client = new Client(settings("anna", PASSWORD));
        connect(client);
        login.password("another horse");
        cluster.node(0).dropConnections();
        long start = System.nanoTime();
        assertThatThrownBy(() -> client.ping(SECONDS_20))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("28P01"));
        assertThat(System.nanoTime() - start).isLessThan(SECONDS_20 / 2);
        client.close();
    }

    @Test
    void refusesAServerThatCanNotProveThatItKnowsTheUser() {
        login.impostor();
        ask(login);
        ClientException e = refusal(settings("anna", PASSWORD));
        assertThat(e.sqlState()).isEqualTo("08P01");
        assertThat(e)
                .hasMessageContaining("127.0.0.1:" + cluster.node(0).port())
                .hasMessageContaining("is not the server it claims to be")
                .hasMessageContaining("\"anna\"");
    }

    @Test
    void goesOnToAServerThatDoesProveIt() throws Exception {
        ScriptedLogin impostor = new ScriptedLogin(PASSWORD);
        impostor.impostor();
        cluster.node(0).login(impostor);
        cluster.node(1).login(login);
        Client client = new Client(settings("anna", PASSWORD));
        connect(client);
        assertThat(login.succeeded()).isEqualTo(1);
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2000000000, asks for 2000000000 rounds of hashing at the login",
        "600001, allowed are 4096 to 600000",
        "4095, asks for 4095 rounds of hashing",
        "0, its login is malformed",
        "-1, its login is malformed",
        "many, its login is malformed",
    })
    void refusesAServerThatAsksForTooMuchOrTooLittleHashing(String iterations, String message) {
        login.iterations(iterations);
        ask(login);
        long start = System.nanoTime();
        ClientException e = refusal(settings("anna", PASSWORD));
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(e.sqlState()).isEqualTo("08P01");
        assertThat(e).hasMessageContaining(message);
        assertThat(cluster.node(0).requests(SaslResponse.class)).isEmpty();
    }

    @Test
    void saysWhatToSetWhenTheServerAsksForALogin() {
        ask(login);
        ClientException nobody = refusal(settings("", ""));
        assertThat(nobody.sqlState()).isEqualTo("28000");
        assertThat(nobody).hasMessageContaining("set the properties user and password");
        ClientException anna = refusal(settings("anna", ""));
        assertThat(anna.sqlState()).isEqualTo("28P01");
        assertThat(anna).hasMessageContaining("set the property password");
        assertThat(cluster.node(0).requests(SaslInitial.class)).isEmpty();
    }

    @Test
    void neverUsesAnotherWayThanScram() {
        ask(new ScriptedLogin(PASSWORD, "PLAIN", "SCRAM-SHA-1"));
        ClientException e = refusal(settings("anna", PASSWORD));
        assertThat(e.sqlState()).isEqualTo("08P01");
        assertThat(e).hasMessageContaining("offers no login that this driver can use: [PLAIN");
    }

    @Test
    void refusesAnUnboundLoginWhereABoundOneIsRequired() {
        ask(
                new ScriptedLogin(
                        PASSWORD, Authenticate.SCRAM_SHA_256, Authenticate.SCRAM_SHA_256_PLUS));
        ClientException e = refusal(settings("anna", PASSWORD, ChannelBindingMode.REQUIRE));
        assertThat(e.sqlState()).isEqualTo("08P01");
        assertThat(e).hasMessageContaining("channelBinding=require");
        assertThat(cluster.node(0).requests(SaslInitial.class)).isEmpty();
    }

    @Test
    void refusesAServerThatAsksForNoLoginWhereABoundOneIsRequired() {
        ClientException e = refusal(settings("anna", PASSWORD, ChannelBindingMode.REQUIRE));
        assertThat(e.sqlState()).isEqualTo("08P01");
        assertThat(e).hasMessageContaining("asks for no login");
    }

    @Test
    void refusesAServerThatOnlyOffersWhatNeedsTls() {
        ask(new ScriptedLogin(PASSWORD, Authenticate.SCRAM_SHA_256_PLUS));
        ClientException e = refusal(settings("anna", PASSWORD));
        assertThat(e).hasMessageContaining("[SCRAM-SHA-256-PLUS]");
    }

    @Test
    void showsThePasswordNowhere() {
        ask(login);
        ClientSettings settings = settings("anna", "Geheimwort");
        assertThat(settings.toString()).contains("anna").doesNotContain("Geheimwort");
        login.impostor();
        ClientException e = refusal(settings);
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("ClientException").doesNotContain("Geheimwort");
    }

    @Test
    void sharesAClientOnlyAmongThoseOfTheSameUserAndPassword() throws Exception {
        ask(login);
        try (Clients.Lease one = Clients.lease(settings("anna", PASSWORD), SECONDS_20);
                Clients.Lease two = Clients.lease(settings("anna", PASSWORD), SECONDS_20);
                Clients.Lease three = Clients.lease(settings("bert", PASSWORD), SECONDS_20)) {
            assertThat(two.client()).isSameAs(one.client());
            assertThat(three.client()).isNotSameAs(one.client());
            assertThatThrownBy(() -> Clients.lease(settings("anna", "wrong"), SECONDS_20))
                    .isInstanceOfSatisfying(
                            ClientException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("28P01"));
        }
    }

    @Test
    void comparesPasswordsByTheirText() {
        Password one = Password.of("correct horse");
        assertThat(one).isEqualTo(Password.of("correct horse")).hasToString("(hidden)");
        assertThat(one).hasSameHashCodeAs(Password.of("correct horse"));
        assertThat(one).isNotEqualTo(Password.of("correct hors"));
        assertThat(Password.of("")).isSameAs(Password.NONE).hasToString("(none)");
        assertThat(List.of(one, Password.NONE))
                .extracting(Password::isEmpty)
                .containsExactly(false, true);
    }
}
