package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ClientSettings;
import io.nextval.client.Endpoint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.Properties;

/** Which URLs are ours, and what they say. */
@Timeout(30)
class ConnectionUrlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:nextval://h1:1,h2:2,h3:3/app | h1:1 h2:2 h3:3 | app",
                "jdbc:nextval://h1 | h1:7650 | public",
                "jdbc:nextval://h1/ | h1:7650 | public",
                "jdbc:nextval://h1,h2:9 | h1:7650 h2:9 | public",
                "jdbc:nextval://[::1]:7650,[fe80::1%25eth0]/s | [::1]:7650 [fe80::1%25eth0]:7650 |"
                        + " s",
                "jdbc:nextval://10.0.0.1:65535/my%20schema | 10.0.0.1:65535 | my schema",
                "jdbc:nextval://h/a+b?retryTimeout=5 | h:7650 | a+b",
                "jdbc:nextval://h?currentSchema=x&& | h:7650 | x",
            })
    void readsHostsAndSchema(String url, String hosts, String schema) throws SQLException {
        ConnectionUrl parsed = ConnectionUrl.parse(url, null);
        assertThat(parsed.endpoints())
                .extracting(Endpoint::toString)
                .containsExactly(hosts.split(" "));
        assertThat(DriverProperty.CURRENT_SCHEMA.text(parsed.values())).isEqualTo(schema);
        assertThat(parsed.embedded()).isNull();
    }

    @Test
    void readsEmbeddedNames() throws SQLException {
        assertThat(ConnectionUrl.parse("jdbc:nextval:mem:test", null).embedded())
                .isEqualTo(new ClientSettings.Embedded("mem", "test"));
        assertThat(ConnectionUrl.parse("jdbc:nextval:embedded:C:\\a b/c?user=x", null).embedded())
                .isEqualTo(new ClientSettings.Embedded("embedded", "C:\\a b/c"));
    }

    @Test
    void takesTheUrlsWordBeforeTheProperties() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("retryTimeout", "1");
        properties.setProperty("user", "app");
        properties.setProperty("password", "secret");
        ConnectionUrl parsed =
                ConnectionUrl.parse(
                        "jdbc:nextval://h?retryTimeout=2&tcpKeepAlive=false", properties);
        assertThat(DriverProperty.RETRY_TIMEOUT.number(parsed.values())).isEqualTo(2);
        assertThat(DriverProperty.TCP_KEEP_ALIVE.flag(parsed.values())).isFalse();
        assertThat(parsed.settings().user()).isEqualTo("app");
        assertThat(parsed.settings().connectTimeoutMillis()).isEqualTo(2_000);
        assertThat(parsed.text()).isEqualTo("jdbc:nextval://h");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h/db",
                "jdbc:nextval",
                "jdbc:nextval:",
                "JDBC:NEXTVAL://h",
                ""
            })
    void leavesOtherUrlsToOthers(String url) throws SQLException {
        assertThat(ConnectionUrl.isOurs(url)).isFalse();
        assertThat(new NextvalDriver().acceptsURL(url)).isFalse();
        assertThat(new NextvalDriver().connect(url, new Properties())).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:nextval:// | 08001 | a host name is missing",
                "jdbc:nextval://,h | 08001 | a host name is missing",
                "jdbc:nextval://:7650 | 08001 | a host name is missing",
                "jdbc:nextval://h:0 | 08001 | the port '0' of 'h:0' is not 1 to 65535",
                "jdbc:nextval://h:65536 | 08001 | is not 1 to 65535",
                "jdbc:nextval://h:http | 08001 | the port 'http'",
                "jdbc:nextval://::1:7650 | 08001 | needs brackets",
                "jdbc:nextval://[::1 | 08001 | is not [IPv6 address]:port",
                "jdbc:nextval://[::1]7650 | 08001 | is not [IPv6 address]:port",
                "jdbc:nextval://h/a/b | 08001 | has a slash",
                "jdbc:nextval://h/a%zz | 08001 | has a bad percent sign",
                "jdbc:nextval:mem: | 08001 | a name must follow mem:",
                "jdbc:nextval:embedded: | 08001 | a folder must follow embedded:",
                "jdbc:nextval://h?retryTimeOut=1 | 22023 | unknown connection property"
                        + " 'retryTimeOut'; the nearest known one is 'retryTimeout'",
                "jdbc:nextval://h?pasword=1 | 22023 | the nearest known one is 'password'",
                "jdbc:nextval://h?retryTimeout=600000 | 22023 | retryTimeout is '600000', but must"
                        + " be a number from 1 to 300000",
                "jdbc:nextval://h?retryTimeout= | 22023 | must be a number",
                "jdbc:nextval://h?connectTimeout=1s | 22023 | connectTimeout is '1s', but must be a"
                        + " number",
                "jdbc:nextval://h?tcpKeepAlive=yes | 22023 | must be true or false",
                "jdbc:nextval://h?currentSchema= | 22023 | must have 1 to 63 characters",
            })
    void refusesBadUrlsWithAReason(String url, String sqlState, String message) {
        assertThatThrownBy(() -> new NextvalDriver().connect(url, null))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
                .hasMessageContaining(message);
    }

    @Test
    void neverShowsAPassword() {
        assertThatThrownBy(
                        () ->
                                ConnectionUrl.parse(
                                        "jdbc:nextval://h?password=" + "s3cret".repeat(200), null))
                .hasMessageContaining("(hidden)")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void refusesAnOversizedUrl() {
        assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:nextval://" + "h".repeat(9_000), null))
                .hasMessageContaining("8192");
    }
}
