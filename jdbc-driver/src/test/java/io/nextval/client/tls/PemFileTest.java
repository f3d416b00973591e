package io.nextval.client.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.tls.TestAuthority.Issued;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is said about files that are not what they should be. */
@Timeout(60)
final class PemFileTest {
    @TempDir static Path folder;
    private static TestAuthority authority;
    private static Issued rsa;

    @BeforeAll
    static void makeCertificates() {
        authority = new TestAuthority(folder, "ca");
        rsa = authority.issue("rsa", "DNS:localhost", "rsa", "2048", "2");
    }

    private static void assertKeyRefused(Path key, String... say) {
        assertThatThrownBy(() -> PemFile.privateKey("tls_key", key))
                .isInstanceOf(TlsException.class)
                .message()
                .startsWith("tls_key " + key)
                .contains(say);
    }

    private static Path converted(String name, String... arguments) {
        Path file = folder.resolve(name);
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-in", rsa.key().toString(), "-out", file.toString()));
        TestAuthority.run(command);
        return file;
    }

    @Test
    void readsAChainInItsOrderWithTextAround() throws IOException {
        Path chain = folder.resolve("chain.pem");
        Files.writeString(
                chain,
                "subject=server\n"
                        + Files.readString(rsa.cert())
                        + "\nits authority\n"
                        + Files.readString(authority.cert()));
        assertThat(PemFile.certificates("tls_cert", chain))
                .extracting(certificate -> certificate.getSubjectX500Principal().getName())
                .containsExactly("CN=rsa", "CN=ca");
        assertThat(Credentials.read("tls_cert", chain, "tls_key", rsa.key()).chain()).hasSize(2);
    }

    @Test
    void tellsHowToConvertAKeyOfTheOldForm() {
        Path old = converted("old.key", "rsa", "-traditional");
        assertKeyRefused(old, "'RSA PRIVATE KEY'", "openssl pkcs8 -topk8 -nocrypt -in " + old);
    }

    @Test
    void tellsHowToDecryptAKey() {
        Path secret = converted("secret.key", "pkcs8", "-topk8", "-passout", "pass:x");
        assertKeyRefused(secret, "is encrypted", "-nocrypt");
    }

    @Test
    void namesAFileThatIsMissingOrEmptyOrDamaged() throws IOException {
        assertKeyRefused(folder.resolve("none"), "does not exist");
        assertKeyRefused(Files.writeString(folder.resolve("empty"), ""), "has no private key");
        assertKeyRefused(rsa.cert(), "has no private key");
        assertKeyRefused(
                Files.writeString(
                        folder.resolve("cut"),
                        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
                "damaged");
        assertThatThrownBy(() -> PemFile.certificates("tls_ca", rsa.key()))
                .hasMessageContaining("tls_ca " + rsa.key() + " has no certificate");
        assertThatThrownBy(
                        () ->
                                PemFile.certificates(
                                        "tls_ca",
                                        Files.writeString(
                                                folder.resolve("half"),
                                                Files.readString(rsa.cert())
                                                        .replace("MII", "MIJ"))))
                .isInstanceOf(TlsException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        Issued other = authority.issue("other", "", "rsa", "2048", "2");
        Issued curve = authority.issue("curve", "");
        for (Path key : List.of(other.key(), curve.key())) {
            assertThatThrownBy(() -> Credentials.read("tls_cert", rsa.cert(), "tls_key", key))
                    .hasMessageContaining(key + " is not the key of the first certificate");
        }
    }

    @Test
    void showsNoKey() throws IOException {
        Credentials credentials = Credentials.read("c", rsa.cert(), "k", rsa.key());
        assertThat(credentials.toString()).isEqualTo("certificate of CN=rsa");
    }
}
