package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

@Timeout(30)
final class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "orders, '', orders",
        "Orders, '', orders",
        "\"Orders\", '', Orders",
        "\"a\"\"b.*\", '', a\"b.*",
        "o*, '', o%",
        "o?d, '', o_d",
        "a_b%c!, '', a!_b!%c!!",
        "app.orders, app, orders",
        "app.*, app, %",
        "'', '', ''"
    })
    void readsPatternsAsPsqlDoes(String text, String schema, String name) {
        assertThat(NamePattern.parse(text)).isEqualTo(new NamePattern(schema, name));
    }

    @Test
    void givesAConditionWithItsParameters() {
        NamePattern both = new NamePattern("app", "o%");
        assertThat(both.condition("s", "n"))
                .isEqualTo("s LIKE ? ESCAPE '!' AND n LIKE ? ESCAPE '!'");
        assertThat(both.parameters()).containsExactly("app", "o%");
        NamePattern none = new NamePattern("", "");
        assertThat(none.condition("s", "n")).isEqualTo("TRUE");
        assertThat(none.parameters()).isEmpty();
    }

    @Test
    void refusesANameWithTwoDots() {
        assertThatThrownBy(() -> NamePattern.parse("a.b.c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: name, schema.name");
    }

    @Test
    void splitsTheWordsOfACommand() {
        assertThat(MetaWords.split("\\i  'my file.sql' \"a b\".c"))
                .isEqualTo(List.of("\\i", "my file.sql", "\"a b\".c"));
        assertThat(MetaWords.split("\\o ''")).isEqualTo(List.of("\\o", ""));
    }
}
