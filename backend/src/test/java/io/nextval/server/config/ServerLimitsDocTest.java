package io.nextval.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.CommandLimits;
import io.nextval.server.state.StateLimits;
import io.nextval.sql.SqlLimits;
import io.nextval.wire.WireLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Holds the table of limits in docs/security.md equal to {@link ServerLimits}, and its rows equal
 * to the formats that fix some of them. With {@code -Dnextval.docs.write=true} among the JVM's
 * options it writes the table instead.
 */
@Timeout(30)
final class ServerLimitsDocTest {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/security.md");
    private static final String BEGIN = "<!-- limits -->\n";
    private static final String END = "<!-- end of limits -->";

    private static String table() {
        StringBuilder table =
                new StringBuilder("| limit | value | of what, and why | beyond it | tested by |\n");
        table.append("|---|---:|---|---|---|\n");
        for (ServerLimits limit : ServerLimits.values()) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %,d | %s | %s | %s |%n",
                            limit.title(),
                            limit.value(),
                            limit.meaning(),
                            limit.beyond(),
                            LimitTests.of(limit)));
        }
        return table.toString();
    }

    @Test
    void securityPageListsEveryLimit() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).isGreaterThan(BEGIN.length()).isLessThanOrEqualTo(end);
        if (Boolean.getBoolean("nextval.docs.write")) {
            page = page.substring(0, begin) + table() + page.substring(end);
            Files.writeString(PAGE, page);
            end = page.indexOf(END);
        }
        assertThat(page.substring(begin, end))
                .as("written by this test with -Dtest.argLine=-Dnextval.docs.write=true")
                .isEqualTo(table());
    }

    @Test
    void everyLimitHasATestThatGoesBeyondIt() throws IOException {
        for (ServerLimits limit : ServerLimits.values()) {
            String test = LimitTests.of(limit);
            assertThat(LimitTests.exists(test)).as(test).isTrue();
        }
    }

    @Test
    void limitsOfTheFormatsAreThoseOfTheFormats() {
        assertValue(ServerLimits.HANDSHAKE_FRAME_BYTES, WireLimits.HANDSHAKE_FRAME_BYTES_MAX);
        assertValue(ServerLimits.FRAME_BYTES, WireLimits.FRAME_BYTES_MAX);
        assertValue(ServerLimits.STATEMENT_CHARS, SqlLimits.STATEMENT_CHARS_MAX);
        assertValue(ServerLimits.PASSWORD_CHARS, SqlLimits.PASSWORD_CHARS_MAX);
        assertValue(ServerLimits.NAME_BYTES, CommandLimits.NAME_BYTES_MAX);
        assertValue(ServerLimits.COMMENT_BYTES, CommandLimits.COMMENT_BYTES_MAX);
        assertValue(ServerLimits.SEQUENCES_PER_GROUP, StateLimits.SEQUENCES_PER_GROUP_MAX);
        assertValue(ServerLimits.SCHEMAS, StateLimits.SCHEMAS_MAX);
        assertValue(ServerLimits.USERS, StateLimits.USERS_MAX);
        assertValue(ServerLimits.CLIENTS_PER_GROUP, StateLimits.CLIENTS_PER_GROUP_MAX);
    }

    private static void assertValue(ServerLimits limit, long value) {
        assertThat(limit.value()).as(limit.name()).isEqualTo(value);
    }
}
