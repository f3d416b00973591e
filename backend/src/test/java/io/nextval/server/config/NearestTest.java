package io.nextval.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

@Timeout(30)
final class NearestTest {
    private static final List<String> KNOWN = List.of("id", "data", "listen", "raft", "peers");

    @Test
    void findsTheNameThatWasMistyped() {
        assertThat(Nearest.of("lisen", KNOWN)).contains("listen");
        assertThat(Nearest.of("PEER", KNOWN)).contains("peers");
        assertThat(Nearest.of("dat", KNOWN)).contains("data");
    }

    @Test
    void saysNothingWhenNoNameIsNear() {
        assertThat(Nearest.of("password", KNOWN)).isEmpty();
        assertThat(Nearest.of("x".repeat(1000), KNOWN)).isEmpty();
        assertThat(Nearest.hint("password", KNOWN)).isEmpty();
    }

    @Test
    void prefersTheSameCaseAmongEquallyNearNames() {
        assertThat(Nearest.of("orders\"", List.of("Orders", "orders"))).contains("orders");
        assertThat(Nearest.of("Order", List.of("orders", "Orders"))).contains("Orders");
    }

    @Test
    void makesHalfASentence() {
        assertThat(Nearest.hint("raftt", KNOWN)).isEqualTo("; did you mean raft?");
    }
}
