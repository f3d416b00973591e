package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.sql.SqlException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of texts, and what is not. */
@Timeout(60)
class StatementCacheTest {

    @Test
    void textIsParsedOnceIfItComesAgain() throws SqlException {
        StatementCache cache = new StatementCache();

        cache.parse("CREATE SEQUENCE orders");
        cache.parse("CREATE SEQUENCE orders");

        assertThat(cache.parses()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE USER ann PASSWORD 'swordfish'",
                "ALTER USER ann PASSWORD 'swordfish'",
                "EXPLAIN ALTER USER ann PASSWORD 'swordfish'"
            })
    void textThatMayHoldAPasswordIsNotKept(String sql) throws SqlException {
        StatementCache cache = new StatementCache();

        cache.parse(sql);
        cache.parse(sql);

        assertThat(cache.parses()).isEqualTo(2);
    }
}
