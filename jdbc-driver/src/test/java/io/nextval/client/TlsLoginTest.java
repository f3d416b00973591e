package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.tls.TlsSettings;
import io.nextval.wire.Authenticate;
import io.nextval.wire.SaslInitial;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Logging in over TLS, bound to the connection where that is possible. */
@Timeout(120)
class TlsLoginTest {
    private static final long SECONDS_20 = TimeUnit.SECONDS.toNanos(20);
    private static final String STORE = "store-password";

    @TempDir private static Path folder;
    private static SSLContext context;
    private static byte[] certificateHash;

    private final ScriptedCluster cluster = new ScriptedCluster(1);
    private final ScriptedLogin bound =
            new ScriptedLogin(
                    "correct horse", Authenticate.SCRAM_SHA_256, Authenticate.SCRAM_SHA_256_PLUS);
    private final ScriptedLogin unbound = new ScriptedLogin("correct horse");
    private Client client = new Client(cluster.settings(1_000));

    @BeforeAll
    static void makeACertificate() throws Exception {
        Path store = folder.resolve("node.p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "node",
                "-keyalg",
                "EC",
                "-dname",
                "CN=node",
                "-ext",
                "san=ip:127.0.0.1");
        keytool(
                store,
                "-exportcert",
                "-rfc",
                "-alias",
                "node",
                "-file",
                folder.resolve("root.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, STORE.toCharArray());
        }
        certificateHash =
                MessageDigest.getInstance("SHA-256")
                        .digest(keys.getCertificate("node").getEncoded());
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(keys, STORE.toCharArray());
        context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", STORE, "-sigalg"));
        command.add("SHA256withECDSA");
        if (arguments[0].equals("-exportcert")) {
            command.subList(command.size() - 2, command.size()).clear();
        }
        Process keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private void connect(ScriptedLogin login, ChannelBindingMode binding) throws ClientException {
        cluster.node(0).secure(context);
        cluster.node(0).login(login);
        client =
                new Client(
                        new ClientSettings(
                                cluster.settings(1).endpoints(),
                                null,
                                "anna",
                                Password.of("correct horse"),
                                "",
                                new TlsSettings(
                                        TlsSettings.Mode.VERIFY_FULL,
                                        folder.resolve("root.pem").toString(),
                                        null,
                                        null),
                                binding,
                                10_000,
                                20_000,
                                1_000,
                                true));
        client.connect(System.nanoTime() + SECONDS_20);
        client.ping(SECONDS_20);
    }

    private SaslInitial first() {
        return cluster.node(0).requests(SaslInitial.class).get(0);
    }

    @Test
    void bindsTheLoginToTheConnection() throws Exception {
        bound.certificateHash(certificateHash);
        connect(bound, ChannelBindingMode.REQUIRE);
        assertThat(first().mechanism()).isEqualTo("SCRAM-SHA-256-PLUS");
        assertThat(first().data()).startsWith("p=tls-server-end-point,,");
        assertThat(bound.succeeded()).isEqualTo(1);
    }

    @Test
    void letsTheServerNoticeWhoSitsInBetween() {
        bound.certificateHash(new byte[32]);
        assertThatThrownBy(() -> connect(bound, ChannelBindingMode.PREFER))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("28000"));
    }

    @Test
    void saysThatItCouldHaveBoundALoginThatIsNotOfferedBound() throws Exception {
        connect(unbound, ChannelBindingMode.PREFER);
        assertThat(first().mechanism()).isEqualTo("SCRAM-SHA-256");
        assertThat(first().data()).startsWith("y,,");
    }

    @Test
    void bindsNothingWhereThatIsDisabled() throws Exception {
        connect(bound, ChannelBindingMode.DISABLE);
        assertThat(first().mechanism()).isEqualTo("SCRAM-SHA-256");
        assertThat(first().data()).startsWith("n,,");
    }

    @Test
    void refusesAServerThatDoesNotOfferABoundLoginWhereThatIsRequired() {
        assertThatThrownBy(() -> connect(unbound, ChannelBindingMode.REQUIRE))
                .hasMessageContaining("offers no login that is bound to the connection")
                .hasMessageContaining("channelBinding=require");
        assertThat(cluster.node(0).requests(SaslInitial.class)).isEmpty();
    }

    @Test
    void survivesLossesOfTheConnection() throws Exception {
        bound.certificateHash(certificateHash);
        connect(bound, ChannelBindingMode.REQUIRE);
        cluster.create("orders", 9);
        SequenceHandle orders =
                client.compile(
                                "public",
                                "select nextval('orders')",
                                List.of(),
                                Deadline.after(SECONDS_20))
                        .sequences()
                        .get(0);
        for (int i = 1; i < 4; i++) {
            assertThat(orders.next(SECONDS_20)).isEqualTo(i);
            cluster.node(0).dropConnections();
        }
        assertThat(bound.succeeded()).isEqualTo(3);
    }
}
