package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SequenceOptionsTest {

    @Test
    void nothingSaidIsTheStrictBigintSequence() throws SqlException {
        assertThat(SequenceOptions.NONE.resolve())
                .isEqualTo(
                        new SequenceDefinition(
                                DataType.BIGINT, 1, 1, 1, Long.MAX_VALUE, false, 1, true));
    }

    @ParameterizedTest
    @CsvSource({
        "'', true, 1",
        "CACHE 1, true, 1",
        "NO CACHE, true, 1",
        "NOCACHE, true, 1",
        "CACHE 2, false, 2",
        "CACHE 1000 ORDER, true, 1000",
        "NOORDER, false, 1",
        "NO ORDER, false, 1",
        "ORDER, true, 1",
        "CACHE 9223372036854775807, false, 9223372036854775807",
    })
    void cacheAloneGivesUpTheOrder(String options, boolean ordered, long cache)
            throws SqlException {
        SequenceDefinition definition = resolve(options);

        assertThat(definition.ordered()).isEqualTo(ordered);
        assertThat(definition.cache()).isEqualTo(cache);
    }

    @ParameterizedTest
    @CsvSource({
        "AS smallint, 1, 1, 32767",
        "AS smallint INCREMENT -1, -1, -32768, -1",
        "AS integer, 1, 1, 2147483647",
        "AS int4 INCREMENT -5, -1, -2147483648, -1",
        "INCREMENT -1, -1, -9223372036854775808, -1",
        "INCREMENT 9223372036854775807, 1, 1, 9223372036854775807",
        "INCREMENT -9223372036854775808, -1, -9223372036854775808, -1",
        "MINVALUE -10, -10, -10, 9223372036854775807",
        "INCREMENT -1 MAXVALUE 10, 10, -9223372036854775808, 10",
        "INCREMENT -1 MINVALUE -10 START -3, -3, -10, -1",
        "NO MINVALUE NO MAXVALUE, 1, 1, 9223372036854775807",
        "MINVALUE -9223372036854775808, -9223372036854775808, -9223372036854775808,"
                + " 9223372036854775807",
        "START 9223372036854775807, 9223372036854775807, 1, 9223372036854775807",
        "INCREMENT -1 START -9223372036854775808, -9223372036854775808, -9223372036854775808, -1",
        "AS int2 MINVALUE -32768 MAXVALUE 32767, -32768, -32768, 32767",
    })
    void boundsAndStartFollowTheTypeAndTheDirection(String options, long start, long min, long max)
            throws SqlException {
        SequenceDefinition definition = resolve(options);

        assertThat(definition.start()).isEqualTo(start);
        assertThat(definition.minValue()).isEqualTo(min);
        assertThat(definition.maxValue()).isEqualTo(max);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INCREMENT 0 | INCREMENT must not be zero",
                "MINVALUE 5 MAXVALUE 5 | MINVALUE (5) must be less than MAXVALUE (5)",
                "MINVALUE 6 MAXVALUE 5 | MINVALUE (6) must be less than MAXVALUE (5)",
                "MAXVALUE 0 | MINVALUE (1) must be less than MAXVALUE (0)",
                "INCREMENT -1 MINVALUE 0 | MINVALUE (0) must be less than MAXVALUE (-1)",
                "START 0 | START value (0) cannot be less than MINVALUE (1)",
                "START 6 MAXVALUE 5 | START value (6) cannot be greater than MAXVALUE (5)",
                "INCREMENT -1 START 1 | START value (1) cannot be greater than MAXVALUE (-1)",
                "AS smallint MAXVALUE 32768"
                        + "| MAXVALUE (32768) is out of range for sequence data type smallint",
                "AS integer MINVALUE -2147483649"
                        + "| MINVALUE (-2147483649) is out of range for sequence data type integer",
                "AS smallint START 40000"
                        + "| START value (40000) cannot be greater than MAXVALUE (32767)",
                "CACHE 0 | CACHE (0) must be greater than zero",
                "CACHE -1 | CACHE (-1) must be greater than zero",
            })
    void contradictionsAreRefusedInPostgresWords(String options, String message) {
        assertThatExceptionOfType(SqlException.class)
                .isThrownBy(() -> resolve(options))
                .withMessage(message)
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("22023"));
    }

    private static SequenceDefinition resolve(String options) throws SqlException {
        Statement statement = Parser.parse("CREATE SEQUENCE s " + options);
        return ((CreateSequence) statement).options().resolve();
    }
}
