package io.nextval.client.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.tls.TestAuthority.Issued;
import io.nextval.client.tls.TestServer.Conversation;
import io.nextval.client.tls.TlsSettings.Mode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The driver's TLS against servers that are what they should not be. */
@Timeout(60)
final class TlsTest {
    private static final String TLS13 = "TLSv1.3";

    @TempDir static Path folder;
    private static TestAuthority ours;
    private static TestAuthority others;
    private static Issued server;

    @BeforeAll
    static void makeCertificates() {
        ours = new TestAuthority(folder, "ours");
        others = new TestAuthority(folder, "others");
        server = ours.issue("server", "DNS:localhost,IP:127.0.0.1");
    }

    private static TlsSettings settings(Mode mode, @Nullable Path root, @Nullable Issued own) {
        return new TlsSettings(
                mode,
                root == null ? null : root.toString(),
                own == null ? null : own.cert().toString(),
                own == null ? null : own.key().toString());
    }

    private static TlsSettings verify() {
        return settings(Mode.VERIFY_FULL, ours.cert(), null);
    }

    private static TestServer echo(Issued certificate)
            throws IOException, GeneralSecurityException {
        return new TestServer(certificate, null, TLS13, Conversation.ECHO);
    }

    private static void assertEchoes(Socket socket) throws IOException {
        byte[] text = "NEXTVAL".getBytes(StandardCharsets.UTF_8);
        socket.getOutputStream().write(text);
        assertThat(socket.getInputStream().readNBytes(text.length)).isEqualTo(text);
    }

    private static void assertRefuses(TestServer at, String host, TlsSettings with, String... say) {
        assertThatThrownBy(
                        () -> {
                            try (Socket socket = at.connect(host, with)) {
                                assertEchoes(socket);
                            }
                        })
                .isInstanceOf(TlsException.class)
                .message()
                .contains(say);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void talksToAServerWhoseCertificateIsForTheHost(String host) throws Exception {
        try (TestServer at = echo(server);
                Socket socket = at.connect(host, verify())) {
            assertThat(socket).isInstanceOf(TlsSocket.class);
            assertEchoes(socket);
        }
    }

    @Test
    void talksTls12() throws Exception {
        try (TestServer at = new TestServer(server, null, "TLSv1.2", Conversation.ECHO);
                Socket socket = at.connect("localhost", verify())) {
            assertEchoes(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa 2048", "rsa-pss ", "ec secp384r1", "ed25519 "})
    void talksWithKeysOfEveryKind(String kind) throws Exception {
        String[] parts = kind.split(" ", 2);
        Issued own = ours.issue("kind-" + parts[0], "DNS:localhost", parts[0], parts[1], "2");
        try (TestServer at = echo(own);
                Socket socket = at.connect("localhost", verify())) {
            assertEchoes(socket);
        }
    }

    @Test
    void refusesACertificateOfAnotherAuthority() throws Exception {
        try (TestServer at = echo(others.issue("foreign", "DNS:localhost"))) {
            assertRefuses(at, "localhost", verify(), "not signed by", "tlsRootCert " + ours.cert());
        }
    }

    @Test
    void refusesAnAuthorityThatTheJvmDoesNotKnow() throws Exception {
        try (TestServer at = echo(server)) {
            assertRefuses(
                    at,
                    "localhost",
                    settings(Mode.VERIFY_FULL, null, null),
                    "not signed by an authority that the JVM knows; set tlsRootCert");
        }
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        Issued other = ours.issue("other", "DNS:n7.example.org,IP:10.0.0.7");
        try (TestServer at = echo(other)) {
            String[] say = {"not for the host", "[n7.example.org, 10.0.0.7]"};
            assertRefuses(at, "localhost", verify(), say);
            assertRefuses(at, "127.0.0.1", verify(), say);
        }
    }

    @Test
    void refusesAnExpiredCertificate() throws Exception {
        Issued old = ours.issue("old", "DNS:localhost", "ec", "prime256v1", "-1");
        try (TestServer at = echo(old)) {
            assertRefuses(at, "localhost", verify(), "expired", "renew it");
        }
    }

    @Test
    void requireEncryptsWithoutChecking() throws Exception {
        Issued foreign = others.issue("anything", "DNS:elsewhere");
        try (TestServer at = echo(foreign);
                Socket socket = at.connect("localhost", settings(Mode.REQUIRE, null, null))) {
            assertThat(socket).isInstanceOf(TlsSocket.class);
            assertEchoes(socket);
        }
    }

    @Test
    void requireWithARootChecksWhoSignedButNotTheHost() throws Exception {
        TlsSettings require = settings(Mode.REQUIRE, ours.cert(), null);
        try (TestServer at = echo(ours.issue("elsewhere", "DNS:elsewhere"));
                Socket socket = at.connect("localhost", require)) {
            assertEchoes(socket);
        }
        try (TestServer at = echo(others.issue("foreign2", "DNS:localhost"))) {
            assertRefuses(at, "localhost", require, "not signed by");
        }
    }

    @Test
    void loopbackNeedsNoTlsUnlessAFileSaysSo() throws Exception {
        try (TestServer plain = new TestServer(Conversation.ECHO);
                Socket socket = plain.connect("localhost", TlsSettings.UNSET)) {
            assertThat(socket).isNotInstanceOf(TlsSocket.class);
            assertEchoes(socket);
        }
        try (TestServer at = echo(server);
                Socket socket = at.connect("localhost", settings(Mode.UNSET, ours.cert(), null))) {
            assertThat(socket).isInstanceOf(TlsSocket.class);
        }
        assertThat(TlsSettings.UNSET.effective(false)).isEqualTo(Mode.VERIFY_FULL);
    }

    @Test
    void saysThatAServerDoesNotSpeakTls() throws Exception {
        Conversation goodbye =
                socket -> {
                    byte[] zeros = new byte[20];
                    socket.getOutputStream().write(zeros);
                };
        try (TestServer at = new TestServer(goodbye)) {
            assertRefuses(at, "localhost", verify(), "does not speak TLS", "tls=disable");
        }
        try (TestServer at = new TestServer(socket -> {})) {
            assertThatThrownBy(() -> at.connect("localhost", verify()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void givesUpOnASilentServerWhenTimeIsUp() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (TestServer at = new TestServer(socket -> awaitQuietly(done));
                Socket socket = at.connect()) {
            assertThatThrownBy(
                            () ->
                                    Tls.secure(
                                            socket,
                                            new io.nextval.client.Endpoint("localhost", 1),
                                            verify(),
                                            System.nanoTime() + 200_000_000L))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageContaining("TLS handshake in time");
        } finally {
            done.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS13, "TLSv1.2"})
    void showsItsCertificateWhenTheServerDemandsOne(String protocol) throws Exception {
        Issued client = ours.issue("client-" + protocol, "");
        Issued foreign = others.issue("foreign-" + protocol, "");
        try (TestServer at = new TestServer(server, ours.cert(), protocol, Conversation.ECHO)) {
            try (Socket socket =
                    at.connect("localhost", settings(Mode.VERIFY_FULL, ours.cert(), client))) {
                assertEchoes(socket);
            }
            assertRefuses(at, "localhost", verify(), "demands a client certificate", "tlsKey");
            assertRefuses(
                    at,
                    "localhost",
                    settings(Mode.VERIFY_FULL, ours.cert(), foreign),
                    "does not accept the certificate tlsCert " + foreign.cert());
        }
    }

    @Test
    void saysWhichFileIsWrong() throws Exception {
        try (TestServer at = new TestServer(Conversation.ECHO)) {
            String missing = folder.resolve("missing.pem").toString();
            assertRefuses(
                    at,
                    "localhost",
                    new TlsSettings(Mode.VERIFY_FULL, missing, null, null),
                    "tlsRootCert " + missing + " does not exist");
            assertRefuses(
                    at,
                    "localhost",
                    new TlsSettings(Mode.REQUIRE, null, server.cert().toString(), null),
                    "tlsKey is missing");
        }
    }

    @Test
    void bindsTheChannelToTheServersCertificate() throws Exception {
        try (TestServer at = echo(server);
                Socket socket = at.connect("localhost", verify())) {
            assertThat(Tls.channelBinding(socket)).isEqualTo(digest(server.cert(), "SHA-256"));
            assertThat(Tls.channelBinding(at.connect())).isNull();
        }
    }

    private static byte[] digest(Path cert, String hash) throws Exception {
        return java.security.MessageDigest.getInstance(hash)
                .digest(PemFile.certificates("cert", cert).get(0).getEncoded());
    }

    @Test
    void readsAndWritesMuchAtTheSameTime() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(7).nextBytes(sent);
        try (TestServer at = echo(server);
                Socket socket = at.connect("localhost", verify())) {
            CompletableFuture<Void> writing =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    socket.getOutputStream().write(sent);
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            socket.setSoTimeout(30_000);
            byte[] received = new byte[sent.length];
            new DataInputStream(socket.getInputStream()).readFully(received);
            writing.get(30, TimeUnit.SECONDS);
            assertThat(received).isEqualTo(sent);
        }
    }

    @Test
    void closingEndsAWriteThatTheServerDoesNotRead() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        Conversation deaf =
                socket -> {
                    socket.getInputStream().read();
                    awaitQuietly(done);
                };
        try (TestServer at = new TestServer(server, null, TLS13, deaf)) {
            Socket socket = at.connect("localhost", verify());
            CountDownLatch begun = new CountDownLatch(20);
            CompletableFuture<Void> writing =
                    CompletableFuture.runAsync(
                            () -> {
                                try {
                                    OutputStream out = socket.getOutputStream();
                                    while (true) {
                                        out.write(new byte[1_000_000]);
                                        begun.countDown();
                                    }
                                } catch (IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            assertThat(begun.await(500, TimeUnit.MILLISECONDS)).isFalse();
            socket.close();
            assertThatThrownBy(() -> writing.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class);
        } finally {
            done.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void knowsLoopbackByTheAddressItIsConnectedTo() throws IOException {
        try (TestServer at = new TestServer(Conversation.ECHO);
                Socket socket = at.connect()) {
            assertThat(socket.getInetAddress()).isEqualTo(InetAddress.getLoopbackAddress());
            assertThat(at.connect("nextval.example.org", TlsSettings.UNSET))
                    .isNotInstanceOf(TlsSocket.class);
        }
    }
}
