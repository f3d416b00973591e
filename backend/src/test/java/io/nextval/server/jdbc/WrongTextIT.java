package io.nextval.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Callers handle the errors of a text where they execute it, not where they give its values. */
@Timeout(60)
class WrongTextIT {
    private static final String NODE = "jdbc:nextval:mem:wrong-text";

    @Test
    void saysWhatIsWrongWithATextWhenItIsExecuted() throws SQLException {
        try (Connection connection = DriverManager.getConnection(NODE);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT a FROM missing WHERE b = ?")) {
            statement.setString(1, "x");
            statement.setString(2, "y");

            SQLException refusal =
                    catchThrowableOfType(SQLException.class, statement::executeQuery);

            assertThat(refusal.getSQLState()).isEqualTo("42P01");
        }
    }

    @Test
    void keepsTheValuesForATextThatBecomesRight() throws SQLException {
        try (Connection connection = DriverManager.getConnection(NODE);
                Statement ddl = connection.createStatement();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT last_value FROM later WHERE 1 = ?")) {
            statement.setInt(1, 1);
            ddl.execute("CREATE SEQUENCE later START 7");

            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isEqualTo(7);
            }
        }
    }

    @Test
    void refusesAParameterThatARightTextDoesNotHave() throws SQLException {
        try (Connection connection = DriverManager.getConnection(NODE);
                PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
            SQLException refusal =
                    catchThrowableOfType(SQLException.class, () -> statement.setInt(2, 1));

            assertThat(refusal.getSQLState()).isEqualTo("22023");
        }
    }
}
