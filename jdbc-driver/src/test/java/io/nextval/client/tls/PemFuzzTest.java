package io.nextval.client.tls;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.fuzz.Seeds;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Whatever a PEM file holds, it is read, or refused with the setting that names it. */
@Timeout(30)
class PemFuzzTest {
    private static Path file;

    @BeforeAll
    static void makeFile() throws IOException {
        file = Files.createTempFile("fuzz", ".pem");
    }

    @AfterAll
    static void removeFile() throws IOException {
        Files.delete(file);
    }

    @FuzzTest
    void anyFileIsReadOrRefused(byte[] input) throws Exception {
        Files.write(file, input);
        readKey();
        List<X509Certificate> certificates = readCertificates();
        if (!certificates.isEmpty()) {
            Files.writeString(file, pem(certificates), StandardCharsets.US_ASCII);
            assertThat(PemFile.certificates("tls_ca", file)).isEqualTo(certificates);
        }
    }

    @Test
    void damagedFilesAreReadOrRefused() throws Exception {
        Seeds.damaged(
                Seeds.files(getClass(), "anyFileIsReadOrRefused"),
                1_000,
                this::anyFileIsReadOrRefused);
    }

    private static void readKey() {
        try {
            PrivateKey key = PemFile.privateKey("tls_key", file);
            assertThat(key.getFormat()).isEqualTo("PKCS#8");
        } catch (TlsException e) {
            assertThat(e).hasMessageStartingWith("tls_key " + file + " ");
        }
    }

    private static List<X509Certificate> readCertificates() {
        try {
            List<X509Certificate> certificates = PemFile.certificates("tls_ca", file);
            assertThat(certificates).isNotEmpty().doesNotContainNull();
            return certificates;
        } catch (TlsException e) {
            assertThat(e).hasMessageStartingWith("tls_ca " + file + " ");
            return List.of();
        }
    }

    private static String pem(List<X509Certificate> certificates)
            throws CertificateEncodingException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return text.toString();
    }
}
