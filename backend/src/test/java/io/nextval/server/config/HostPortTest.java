package io.nextval.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7650, 127.0.0.1, 7650",
        "db-1.example.org:0, db-1.example.org, 0",
        "my_host:65535, my_host, 65535",
        "[::1]:7650, ::1, 7650",
        "[fe80::1%eth0]:1, fe80::1%eth0, 1"
    })
    void readsHostAndPortAndPrintsThemBack(String text, String host, int port) {
        HostPort parsed = HostPort.parse(text);
        assertThat(parsed).isEqualTo(new HostPort(host, port));
        assertThat(parsed).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''             | the port is missing",
                "localhost      | the port is missing",
                "localhost:     | the port is missing",
                ":7650          | the host is missing",
                "[::1]          | the port is missing",
                "[::1           | the closing ] is missing",
                "[localhost]:1  | only an IPv6 address stands in [ ]",
                "::1:7650       | an IPv6 address must stand in [ ]",
                "h:65536        | port 65536 is not in 0…65535",
                "h:99999999999  | port '99999999999' is not a number in 0…65535",
                "h:-1           | port '-1' is not a number in 0…65535",
                "h:7x           | port '7x' is not a number in 0…65535",
                "a b:1          | ' ' is not allowed in a host name",
                "a/b:1          | '/' is not allowed in a host name",
                "http://h:1     | an IPv6 address must stand in [ ]"
            })
    void refusesWhatIsNoAddressAndSaysWhy(String text, String why) {
        assertThatThrownBy(() -> HostPort.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {" localhost:1", "localhost:1 "})
    void forgivesSpaceAroundIt(String text) {
        assertThat(HostPort.parse(text)).isEqualTo(new HostPort("localhost", 1));
    }

    @Test
    void replacesThePortWithTheOneThatWasBound() {
        assertThat(HostPort.parse("[::1]:0").withPort(7)).hasToString("[::1]:7");
    }
}
