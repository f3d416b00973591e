package io.nextval.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nextval.server.config.Auth;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.StartupException;
import io.nextval.server.config.TlsConfig;
import io.nextval.server.config.TlsConfig.Mode;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestAuthority;
import io.nextval.server.harness.TestAuthority.Issued;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** A node's client port with TLS, as drivers see it. */
@Timeout(180)
final class ServerTlsIT {
    private static final String NAMES = "DNS:localhost,IP:127.0.0.1";

    /** Half of what a client takes that tries again until its time is over. */
    private static final long QUICK_MILLIS = 30_000;

    @TempDir Path folder;
    private TestAuthority authority;
    private Issued own;

    @BeforeEach
    void makeCertificates() {
        authority = new TestAuthority(folder, "ca");
        own = authority.issue("node", NAMES);
    }

    private TlsNode start(TlsConfig tls) throws InterruptedException {
        return TlsNode.start(folder.resolve("data"), Auth.TRUST, tls);
    }

    private String root() {
        return "tlsRootCert=" + authority.cert();
    }

    private static String with(Issued client) {
        return "&tlsCert=" + client.cert() + "&tlsKey=" + client.key();
    }

    private static void assertFailsSoon(String url, String sqlState, String... say) {
        long begin = System.nanoTime();
        SQLException failure = Sql.failure(url, "SELECT 1");
        assertThat(failure.getSQLState()).as(failure.toString()).isEqualTo(sqlState);
        assertThat(failure.getMessage()).contains(say);
        assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(QUICK_MILLIS);
    }

    @Test
    void servesNumbersOverTls() throws Exception {
        try (TlsNode node = start(TlsNode.tls(Mode.REQUIRE, own, null))) {
            String url = node.url("tls=verify-full&" + root());
            Sql.execute(url, "CREATE SEQUENCE orders");
            assertThat(Sql.next(url, "orders")).isEqualTo(1);
            assertThat(Sql.next(node.url("tls=require"), "orders")).isEqualTo(2);
        }
    }

    @Test
    void tellsAClientWithoutTlsThatItIsRequired() throws Exception {
        try (TlsNode node = start(TlsNode.tls(Mode.REQUIRE, own, null))) {
            assertFailsSoon(node.url("tls=disable"), "28000", "demands TLS", "tls=verify-full");
        }
    }

    @Test
    void aServerWithoutTlsIsNoticedAtOnce() throws Exception {
        try (TlsNode node = start(TlsConfig.OFF)) {
            assertFailsSoon(node.url("tls=require"), "08001", "does not speak TLS", "tls=disable");
        }
    }

    @Test
    void optionalServesBoth() throws Exception {
        try (TlsNode node = start(TlsNode.tls(Mode.OPTIONAL, own, null))) {
            Sql.execute(node.url("tls=disable"), "CREATE SEQUENCE orders");
            assertThat(Sql.next(node.url("tls=verify-full&" + root()), "orders")).isEqualTo(1);
        }
    }

    @Test
    void aRenewedCertificateIsUsedAndABrokenOneIsNot() throws Exception {
        try (TlsNode node = start(TlsNode.tls(Mode.REQUIRE, own, null))) {
            assertThat(node.shownCertificate()).isEqualTo("CN=node");
            Issued renewed = authority.issue("renewed", NAMES);

            replace(own.cert(), renewed.cert());
            assertStays(node, "CN=node");
            replace(own.key(), renewed.key());
            awaitShown(node, "CN=renewed");

            Path written = folder.resolve("written");
            Files.writeString(written, "no certificate", StandardCharsets.UTF_8);
            replace(own.cert(), written);
            assertStays(node, "CN=renewed");
            Issued again = authority.issue("again", NAMES);
            replace(own.cert(), again.cert());
            replace(own.key(), again.key());
            awaitShown(node, "CN=again");
        }
    }

    private static void replace(Path file, Path by) throws IOException {
        Path fresh = Files.copy(by, file.resolveSibling(by.getFileName() + ".copy"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Through at least two looks at the files, which are a second apart. */
    private static void assertStays(TlsNode node, String subject) {
        await().during(Duration.ofMillis(2_500))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> node.shownCertificate().equals(subject));
    }

    private static void awaitShown(TlsNode node, String subject) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> node.shownCertificate().equals(subject));
    }

    @Test
    void aClientsCertificateIsItsLogin() throws Exception {
        TestAuthority servers = new TestAuthority(folder, "servers");
        Issued shown = servers.issue("shown", NAMES);
        TlsConfig tls = TlsNode.tls(Mode.REQUIRE, shown, authority.cert());
        Issued superuser = authority.issue("nextval", "");
        Issued alice = authority.issue("alice", "");
        Issued stranger = new TestAuthority(folder, "others").issue("bob", "");
        try (TlsNode node = TlsNode.start(folder.resolve("data"), Auth.CERT, tls)) {
            String url = node.url("tlsRootCert=" + servers.cert());
            Sql.execute(url + with(superuser) + "&user=nextval", "CREATE USER alice");
            Sql.execute(url + with(superuser) + "&user=nextval", "CREATE SEQUENCE orders");

            String asAlice = url + with(alice) + "&user=alice";
            assertThat(Sql.failure(asAlice, "SELECT NEXTVAL('orders')").getSQLState())
                    .isEqualTo("42501");
            Sql.execute(asAlice, "SELECT 1");
            assertFailsSoon(url + with(alice) + "&user=nextval", "28000", "alice");
            assertFailsSoon(url + "&user=alice", "28000", "certificate");
            assertFailsSoon(
                    url + with(stranger) + "&user=bob", "08001", "does not accept", "tls_ca");
        }
    }

    @Test
    void refusesToStartWithFilesThatCanNotBeUsed() {
        Issued old = authority.issue("old", NAMES, "ec", "prime256v1", "-1");
        assertRefused(new Issued(folder.resolve("none.pem"), own.key()), "none.pem does not exist");
        assertRefused(new Issued(own.cert(), old.key()), "is not the key");
        assertRefused(old, "is valid from");
    }

    private void assertRefused(Issued files, String say) {
        TlsConfig tls = TlsNode.tls(Mode.REQUIRE, files, null);
        assertThatThrownBy(() -> TlsNode.start(folder.resolve("data"), Auth.TRUST, tls))
                .isInstanceOfSatisfying(
                        StartupException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(StartupException.EXIT_USAGE))
                .hasMessageContaining(say);
    }

    @Test
    void refusesACertificateThatTheOtherNodesWouldRefuse() {
        HostPort any = new HostPort("127.0.0.1", 0);
        HostPort raft = new HostPort("n1.example.org", 7651);
        NodeConfig single =
                TlsNode.config(folder, Auth.TRUST, TlsNode.tls(Mode.OFF, own, authority.cert()));
        NodeConfig config =
                new NodeConfig("n1", folder, any, null, raft, any, Map.of("n1", raft))
                        .with(single.security());
        assertThatThrownBy(() -> ServerTls.of(config))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("know this one as n1.example.org")
                .hasMessageContaining("[localhost, 127.0.0.1]");
    }
}
