package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.client.ClientException;
import io.nextval.wire.Retry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;

/** The exception's class follows from the SQLSTATE. */
@Timeout(30)
class ErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "08001, SQLTransientConnectionException",
        "08003, SQLNonTransientConnectionException",
        "08006, SQLNonTransientConnectionException",
        "08007, SQLNonTransientConnectionException",
        "08P01, SQLNonTransientConnectionException",
        "22003, SQLDataException",
        "22023, SQLDataException",
        "2200H, SQLDataException",
        "23505, SQLIntegrityConstraintViolationException",
        "28000, SQLInvalidAuthorizationSpecException",
        "28P01, SQLInvalidAuthorizationSpecException",
        "3F000, SQLSyntaxErrorException",
        "40001, SQLTransactionRollbackException",
        "42501, SQLSyntaxErrorException",
        "42601, SQLSyntaxErrorException",
        "42P01, SQLSyntaxErrorException",
        "42P07, SQLSyntaxErrorException",
        "53300, SQLTransientException",
        "57014, SQLTimeoutException",
        "NV001, SQLTransientException",
        "XX000, SQLNonTransientException",
        "'', SQLNonTransientException",
    })
    void givesEachStateItsClass(String sqlState, String type) {
        ClientException cause = new ClientException(sqlState, Retry.NEVER, "text");
        SQLException translated = Errors.of(cause);
        assertThat(translated.getClass().getSimpleName()).isEqualTo(type);
        assertThat(translated.getSQLState()).isEqualTo(sqlState);
        assertThat((Throwable) translated).hasMessage("text").hasCause(cause);
    }

    @ParameterizedTest
    @CsvSource({"0A000, SQLFeatureNotSupportedException, 0AX00"})
    void neverSaysNotSupportedInTheWayThatPoolsTakeForABrokenConnection(
            String sqlState, String type, String reported) {
        SQLException translated = Errors.of(new ClientException(sqlState, Retry.NEVER, "text"));
        assertThat(translated.getClass().getSimpleName()).isEqualTo(type);
        assertThat(translated.getSQLState()).isEqualTo(reported);
    }

    @Test
    void takesAnErrorApart() {
        ClientException cause = new ClientException("42601", Retry.NEVER, "text");
        assertThat(SqlErrorDetail.of(Errors.of(cause)))
                .isEqualTo(new SqlErrorDetail("42601", "text", "", "", 0));
        assertThat(SqlErrorDetail.of(Errors.timeout(cause)))
                .isEqualTo(
                        new SqlErrorDetail(
                                "57014",
                                "canceling statement due to statement timeout",
                                "text",
                                "",
                                0));
        assertThat(SqlErrorDetail.of(Errors.noLastValue()))
                .isEqualTo(
                        new SqlErrorDetail(
                                "55000", "lastval is not yet defined in this session", "", "", 0));
        assertThat(SqlErrorDetail.of(new SQLException()))
                .isEqualTo(new SqlErrorDetail("", "", "", "", 0));
    }
}
