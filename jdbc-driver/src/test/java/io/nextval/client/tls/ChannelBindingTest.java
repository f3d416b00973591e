package io.nextval.client.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Which hash of a certificate binds a login to its connection. */
@Timeout(60)
final class ChannelBindingTest {
    @TempDir Path folder;

    private X509Certificate selfSigned(String... how) throws TlsException {
        Path cert = folder.resolve("self.pem");
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes"));
        command.addAll(List.of("-subj", "/CN=self", "-out", cert.toString()));
        command.addAll(List.of("-keyout", folder.resolve("self.key").toString()));
        command.addAll(List.of(how));
        TestAuthority.run(command);
        return PemFile.certificates("cert", cert).get(0);
    }

    @ParameterizedTest
    @CsvSource({"sha1,SHA-256", "sha256,SHA-256", "sha384,SHA-384", "sha512,SHA-512"})
    void usesTheHashOfTheSignature(String signedWith, String hashedWith) throws Exception {
        X509Certificate rsa = selfSigned("-newkey", "rsa:2048", "-" + signedWith);
        assertThat(ChannelBinding.of(rsa))
                .isEqualTo(MessageDigest.getInstance(hashedWith).digest(rsa.getEncoded()));
    }

    @Test
    void readsTheHashOfAPssSignatureFromItsParameters() throws Exception {
        X509Certificate pss =
                selfSigned("-newkey", "rsa:2048", "-sha384", "-sigopt", "rsa_padding_mode:pss");
        assertThat(ChannelBinding.of(pss))
                .isEqualTo(MessageDigest.getInstance("SHA-384").digest(pss.getEncoded()));
    }

    @Test
    void hasNoneForASignatureWithoutAHash() throws Exception {
        assertThat(ChannelBinding.of(selfSigned("-newkey", "ed25519"))).isNull();
    }
}
