package io.nextval.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.client.tls.PemFile;
import io.nextval.client.tls.TlsException;
import io.nextval.server.harness.TestAuthority;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.security.cert.X509Certificate;

@Timeout(60)
final class HostNamesTest {
    @TempDir static Path folder;
    private static X509Certificate certificate;
    private static X509Certificate onlyCommonName;

    @BeforeAll
    static void makeCertificates() throws TlsException {
        TestAuthority authority = new TestAuthority(folder, "ca");
        String names = "DNS:n1.example.org,DNS:*.nodes.example.org,IP:10.0.0.1,IP:::1";
        certificate = PemFile.certificates("c", authority.issue("a", names).cert()).get(0);
        onlyCommonName =
                PemFile.certificates("c", authority.issue("n1.example.org", "").cert()).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n1.example.org",
                "N1.Example.ORG",
                "n1.example.org.",
                "n2.nodes.example.org",
                "10.0.0.1",
                "::1",
                "0:0:0:0:0:0:0:1"
            })
    void aCertificateIsForEachOfItsNames(String host) {
        assertThat(HostNames.matches(certificate, host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n2.example.org",
                "example.org",
                "nodes.example.org",
                "a.b.nodes.example.org",
                ".nodes.example.org",
                "10.0.0.2",
                "::2",
                "localhost"
            })
    void andForNoOther(String host) {
        assertThat(HostNames.matches(certificate, host)).isFalse();
    }

    @Test
    void theCommonNameIsNoHost() {
        assertThat(HostNames.matches(onlyCommonName, "n1.example.org")).isFalse();
    }
}
