package io.nextval.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.Properties;

/** Which URLs are wrapping ones, and what is taken out of them. */
@Timeout(60)
class RoutingUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://db:5432/app?NV | postgresql://db:5432/app",
                "postgresql://a:1,b:2/app?ssl=true&NV&user=x |"
                        + " postgresql://a:1,b:2/app?ssl=true&user=x",
                "postgresql://db/app?NV&ssl=true | postgresql://db/app?ssl=true",
                "mariadb:loadbalance://a,b/app?NV | mariadb:loadbalance://a,b/app",
                "oracle:thin:@//db:1521/app?NV | oracle:thin:@//db:1521/app",
                "sqlserver://db;databaseName=app;NS;encrypt=true |"
                        + " sqlserver://db;databaseName=app;encrypt=true",
                "h2:mem:x;NS;MODE=Oracle | h2:mem:x;MODE=Oracle",
                "h2:mem:x;MODE=Oracle?NV | h2:mem:x;MODE=Oracle"
            })
    void givesTheDriverItsOwnUrl(String wrapped, String real) throws SQLException {
        String url =
                "jdbc:nextval:"
                        + wrapped.replace(
                                        "NV",
                                        "nextval.cluster=h1:7650,h2&nextval.sequences=orders,inv_*")
                                .replace(
                                        "NS",
                                        "nextval.cluster=h1:7650,h2;nextval.sequences=orders,inv_*");
        assertThat(RoutingUrl.isOurs(url)).isTrue();
        RoutingUrl parsed = RoutingUrl.parse(url, null);
        assertThat(parsed.realUrl()).isEqualTo("jdbc:" + real);
        assertThat(parsed.clusterUrl()).isEqualTo("jdbc:nextval://h1:7650,h2");
        assertThat(parsed.sequences()).isEqualTo("orders,inv_*");
    }

    @Test
    void keepsTheClustersPropertiesFromTheDatabases() throws SQLException {
        Properties info = new Properties();
        info.setProperty("user", "scott");
        info.setProperty("nextval.user", "app");
        info.setProperty("nextval.password", "of-the-properties");
        info.setProperty("nextval.sequences", "*");
        RoutingUrl parsed =
                RoutingUrl.parse(
                        "jdbc:nextval:h2:mem:x;nextval.cluster=mem:c;nextval.password=of%20the%26url",
                        info);
        assertThat(parsed.realProperties()).containsOnlyKeys("user");
        assertThat(parsed.clusterProperties())
                .containsOnly(
                        java.util.Map.entry("user", "app"),
                        java.util.Map.entry("password", "of the&url"));
        assertThat(parsed.clusterUrl()).isEqualTo("jdbc:nextval:mem:c");
        assertThat(parsed.schema()).isEqualTo("public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:nextval://h",
                "jdbc:nextval:mem:x",
                "jdbc:nextval:embedded:/x",
                "jdbc:nextval:",
                "jdbc:postgresql://db/app"
            })
    void leavesOtherUrlsToOthers(String url) {
        assertThat(RoutingUrl.isOurs(url)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:nextval:x | behind jdbc:nextval: there must be",
                "jdbc:nextval:nextval://h?nextval.cluster=h | one of Nextval itself",
                "jdbc:nextval:h2:mem:x;nextval.sequences=* | nextval.cluster is missing",
                "jdbc:nextval:h2:mem:x;nextval.cluster=h | nextval.sequences is missing",
                "jdbc:nextval:h2:mem:x;nextval.cluster=h%;nextval.sequences=* | bad percent sign"
            })
    void saysWhatIsWrong(String url, String reason) {
        assertThatThrownBy(() -> RoutingUrl.parse(url, null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(reason)
                .hasFieldOrPropertyWithValue("SQLState", "08001");
    }

    @ParameterizedTest
    @CsvSource({
        "orders,orders,true",
        "orders,orders2,false",
        "inv_*,inv_1,true",
        "inv_*,inv,false",
        "*,anything,true",
        "a*b*c,a1b2c,true",
        "a*b*c,a1b2,false"
    })
    void aStarStandsForAnyCharacters(String pattern, String name, boolean matches) {
        assertThat(ListedNames.matches(pattern, name)).isEqualTo(matches);
    }
}
