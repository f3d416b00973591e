package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The example of docs/testing.md; what stands between the marks is printed there. */
@NeedsImage
@Timeout(180)
// begin of the example
@Testcontainers(disabledWithoutDocker = true)
class OrderNumbersIT {
    @Container
    private static final NextvalContainer NEXTVAL =
            new NextvalContainer("nextval/nextval:0.1.0").withInitScript("sequences.sql");

    @Test
    void numbersAreGivenOut() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                NEXTVAL.getJdbcUrl(),
                                NEXTVAL.getUsername(),
                                NEXTVAL.getPassword());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT nextval('orders')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(1);
        }
    }
}
// end of the example
