package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.config.StartupException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class TargetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "jdbc:nextval:mem:x jdbc:nextval:mem:x",
                "db1 jdbc:nextval://db1",
                "db1:7650 jdbc:nextval://db1:7650",
                "127.0.0.1:1,127.0.0.1:2 jdbc:nextval://127.0.0.1:1,127.0.0.1:2",
                "[::1]:7650 jdbc:nextval://[::1]:7650",
                "db1:7650/app?user=x jdbc:nextval://db1:7650/app?user=x"
            })
    void takesAUrlOrAnAddress(String text, String url) {
        assertThat(Target.of(text, null, null).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "jdbc:postgresql://h/d", "http://h:1", "/var/data"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Target.of(text, null, null))
                .isInstanceOfSatisfying(
                        StartupException.class,
                        e -> assertThat(e.exitCode()).isEqualTo(StartupException.EXIT_USAGE))
                .hasMessageContaining("bad URL '" + text + "'");
    }

    @Test
    void neverShowsThePassword() {
        Target target = Target.of(null, "me", "secret");
        assertThat(target).hasToString("me at " + Target.DEFAULT_URL);
    }
}
