package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password is in no message and in no toString. */
@Timeout(60)
class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER ann PASSWORD swordfish",
                "CREATE USER ann PASSWORD \"swordfish\"",
                "CREATE USER ann PASSWORD 'x' swordfish",
                "CREATE USER ann PASSWORD 'x' 'swordfish'",
                "CREATE USER ann PASSWORD 'x'swordfish'",
                "CREATE USER ann PASSWORD 'swordfish",
                "CREATE USER ann PASSWORD E'swordfish\\'",
                "CREATE USER ann PASSWORD $$swordfish",
                "CREATE USER ann PASSWORD = 'swordfish'",
                "CREATE USER ann PASSWORD 'x'; SELECT 'swordfish'",
                "ALTER ROLE ann WITH ENCRYPTED PASSWORD swordfish",
                "ALTER USER ann SUPERUSER PASSWORD ('swordfish')",
                "CREATE USER ann PASSWORD 'x' /* swordfish",
                "CREATE USER ann PASSWORD 'x' \"swordfish",
                "CREATE USER ann UNENCRYPTED PASSWORD 'swordfish'",
                "EXPLAIN ANALYZE CREATE USER ann PASSWORD 'swordfish'"
            })
    void noErrorShowsThePassword(String sql) {
        assertThatThrownBy(() -> Parser.parse(sql))
                .isInstanceOfSatisfying(
                        SqlException.class,
                        e ->
                                assertThat(e.getMessage() + e.detail() + e.hint())
                                        .doesNotContain("swordfish"));
    }

    @Test
    void noStatementShowsItWhenItIsPrintedForPeople() throws SqlException {
        Statement create = Parser.parse("CREATE USER ann PASSWORD 'swordfish'");
        Statement alter = Parser.parse("ALTER USER ann PASSWORD 'swordfish'");

        assertThat(create)
                .hasToString(
                        "CreateUser[name=ann, options=UserOptions[superuser=null,"
                                + " password=PASSWORD (not shown)]]");
        assertThat(alter.toString()).doesNotContain("swordfish");
        assertThat(new Explain(create).toString()).doesNotContain("swordfish");
    }

    @Test
    void textsWithoutAUserAreQuotedAsEver() {
        assertThatThrownBy(() -> Parser.parse("SELECT password FROM FROM x"))
                .hasMessageContaining("at or near \"FROM\"");
    }
}
