package io.nextval.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.server.harness.Allocation;
import io.nextval.server.harness.FuzzSeeds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;

/** Whatever a text is, it is a verifier that is written as it means, or none. */
@Timeout(30)
class VerifierFuzzTest {
    private static final int BYTES_EACH = 200;

    @FuzzTest
    void anyTextIsAVerifierOrNone(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Allocation.bounded(input, BYTES_EACH, () -> parseOrRefuse(text));
    }

    @Test
    void damagedVerifiersAreVerifiersOrNone() throws Exception {
        FuzzSeeds.damaged(
                FuzzSeeds.files(getClass(), "anyTextIsAVerifierOrNone"),
                5_000,
                this::anyTextIsAVerifierOrNone);
    }

    private static void parseOrRefuse(String text) {
        Verifier verifier = Verifier.parse(text);
        if (verifier == null) {
            return;
        }
        assertThat(text).startsWith("SCRAM-SHA-256$");
        assertThat(verifier.iterations()).isPositive();
        assertThat(verifier.salt()).isNotEmpty();
        assertThat(verifier.storedKey()).hasSize(32);
        assertThat(verifier.serverKey()).hasSize(32);
        Verifier again = Verifier.parse(verifier.text());
        assertThat(again).isNotNull().usingRecursiveComparison().isEqualTo(verifier);
    }
}
