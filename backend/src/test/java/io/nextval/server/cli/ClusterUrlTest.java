package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.StartupException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ClusterUrlTest {
    @Test
    void findsTheAddresses() {
        assertThat(ClusterUrl.addresses("jdbc:nextval://a:1,b,[::1]:2,[::2]/schema?user=x:y,z"))
                .containsExactly(
                        new HostPort("a", 1),
                        new HostPort("b", 7650),
                        new HostPort("::1", 2),
                        new HostPort("::2", 7650));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a:1", "jdbc:postgresql://a:1/", "jdbc:nextval://", "jdbc:nextval://a,"})
    void refusesWhatIsNoUrlOfACluster(String url) {
        assertThatThrownBy(() -> ClusterUrl.addresses(url))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("bad URL '" + url + "'");
    }
}
