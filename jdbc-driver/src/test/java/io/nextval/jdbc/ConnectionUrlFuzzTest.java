package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.client.ClientSettings;
import io.nextval.fuzz.Allocation;
import io.nextval.fuzz.Seeds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Whatever a URL says behind its scheme, it is settings in their limits, or refused in words. */
@Timeout(30)
class ConnectionUrlFuzzTest {
    private static final int BYTES_EACH = 2_000;

    @FuzzTest
    void anyUrlIsSettingsOrRefused(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Allocation.bounded(input, BYTES_EACH, () -> parseOrRefuse("jdbc:nextval:" + text));
    }

    @Test
    void damagedUrlsAreSettingsOrRefused() throws Exception {
        Seeds.damaged(
                Seeds.files(getClass(), "anyUrlIsSettingsOrRefused"),
                5_000,
                this::anyUrlIsSettingsOrRefused);
    }

    private static void parseOrRefuse(String url) {
        if (!ConnectionUrl.isOurs(url)) {
            return;
        }
        ConnectionUrl parsed;
        try {
            parsed = ConnectionUrl.parse(url, null);
        } catch (SQLException e) {
            assertThat(e.getSQLState()).matches("[0-9A-Z]{5}");
            assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
            return;
        }
        assertThat(parsed.toString()).doesNotContain("?");
        ClientSettings settings = parsed.settings();
        assertThat(settings.endpoints().isEmpty()).isEqualTo(settings.embedded() != null);
        assertThat(settings.endpoints())
                .allSatisfy(
                        endpoint -> {
                            assertThat(endpoint.host()).isNotBlank();
                            assertThat(endpoint.port()).isBetween(1, 65_535);
                        });
        assertThat(settings.answerTimeoutMillis()).isPositive();
        assertThat(parsed.loginNanos(0)).isPositive();
        assertThat(parsed).isEqualTo(again(url));
    }

    private static ConnectionUrl again(String url) {
        try {
            return ConnectionUrl.parse(url, null);
        } catch (SQLException e) {
            throw new AssertionError("refused the second time: " + url, e);
        }
    }
}
