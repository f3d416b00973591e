package io.nextval.server.state;

import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.plain;
import static io.nextval.server.state.Requests.readyGroup;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NearestNameTest {

    @Test
    void namesBelowThreeLettersAreNearToNone() {
        assertThat(nearest("a", "b", "ab", "s")).isNull();
        assertThat(nearest("ab", "a", "ac", "abc")).isNull();
    }

    @Test
    void namesOfThreeAndFourLettersAreNearByOneEdit() {
        assertThat(nearest("abc", "axc", "xyc")).isEqualTo("axc");
        assertThat(nearest("abcd", "abc", "abxy")).isEqualTo("abc");
        assertThat(nearest("abc", "axy", "abcde", "a")).isNull();
        assertThat(nearest("abcd", "axyd", "abcdef", "ab")).isNull();
    }

    @Test
    void longerNamesAreNearByTwoEdits() {
        assertThat(nearest("ordres", "orders", "basket")).isEqualTo("orders");
        assertThat(nearest("abcde", "abxye", "abcxy")).isEqualTo("abcxy");
        assertThat(nearest("abcde", "axyze")).isNull();
    }

    private static @Nullable String nearest(String name, String... known) {
        GroupState state = readyGroup();
        long call = 1;
        for (String each : known) {
            assertThat(one(state, createSequence(call(call), each, plain())))
                    .isNotInstanceOf(Answer.Rejected.class);
            call++;
        }
        return state.nearestName("public", name);
    }
}
