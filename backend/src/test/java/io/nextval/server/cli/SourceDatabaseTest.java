package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.util.List;

/** No password is shown, wherever a vendor lets people put it. */
@Timeout(60)
final class SourceDatabaseTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "jdbc:postgresql://db/shop?user=a&password=x, jdbc:postgresql://db/shop",
                "jdbc:postgresql://a:x@db:5432/shop, jdbc:postgresql://db:5432/shop",
                "jdbc:h2:tcp://db/shop;USER=a;PASSWORD=x, jdbc:h2:tcp://db/shop",
                "jdbc:oracle:thin:scott/tiger@db:1521/shop, jdbc:oracle:thin:db:1521/shop",
                "jdbc:oracle:thin:@//db:1521/shop, jdbc:oracle:thin://db:1521/shop",
                "jdbc:mariadb://db/shop, jdbc:mariadb://db/shop"
            })
    void showsTheUrlWithoutWhatMayBeAPassword(String url, String shown) {
        assertThat(new SourceDatabase(url, null, null, List.of()).shown()).isEqualTo(shown);
    }

    @Test
    void takesThePasswordOutOfWhatADriverSays() {
        String url = "jdbc:x://db?password=hush";
        SourceDatabase source = new SourceDatabase(url, "a", "typed", List.of());
        assertThat(source.words(new SQLException("no " + url + "\n  for a with typed")))
                .isEqualTo("no jdbc:x://db for a with ***");
        assertThat(source.toString()).isEqualTo("jdbc:x://db");
    }
}
