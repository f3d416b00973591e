package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.Compile;
import io.nextval.wire.Frame;
import io.nextval.wire.Granted;
import io.nextval.wire.Ping;
import io.nextval.wire.Reserve;
import io.nextval.wire.Reserved;
import io.nextval.wire.Result;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;
import io.nextval.wire.SetValue;
import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What clients of each version may send, and what they get to read. */
@Timeout(30)
class VersionsTest {
    private static final Ticket TICKET = new Ticket(1, 2, 1);
    private static final Reserved RESERVED = new Reserved(4097, 100, 1, -5, 0, 50);
    private static final Result RESULT =
            new Result(
                    List.of(),
                    List.of(
                            Arrays.asList(
                                    new BigDecimal("1.50"), 0.5, Instant.EPOCH, 7L, null, "x")),
                    -1,
                    List.of());

    private static boolean[] knownTo(Frame frame) {
        return new boolean[] {
            Versions.knows(1, frame), Versions.knows(2, frame), Versions.knows(3, frame)
        };
    }

    @Test
    void knowsTheFramesOfEachVersion() {
        assertThat(knownTo(new Ping())).containsExactly(true, true, true);
        assertThat(knownTo(new SetValue(1, TICKET, "s", "a", 1, true)))
                .containsExactly(false, true, true);
        assertThat(knownTo(new Compile("s", "select 1", List.of())))
                .containsExactly(false, true, true);
        assertThat(knownTo(new SaslInitial("SCRAM-SHA-256", "")))
                .containsExactly(false, false, true);
        assertThat(knownTo(new SaslResponse(""))).containsExactly(false, false, true);
        assertThat(knownTo(new Reserve(1, TICKET, "s", "a", 9)))
                .containsExactly(false, false, true);
    }

    @Test
    void sendsReservedValuesAsAGrantToClientsThatCanNotReserve() {
        Granted granted = new Granted(4097, 100, 1, -5, null);
        assertThat(Versions.readable(1, RESERVED)).isEqualTo(granted);
        assertThat(Versions.readable(2, RESERVED)).isEqualTo(granted);
        assertThat(Versions.readable(3, RESERVED)).isSameAs(RESERVED);
    }

    @Test
    void sendsNewKindsOfValuesAsTextsToVersion1Only() {
        assertThat(Versions.readable(1, RESULT))
                .isInstanceOfSatisfying(
                        Result.class,
                        result ->
                                assertThat(result.rows().get(0))
                                        .containsExactly(
                                                "1.50",
                                                "0.5",
                                                "1970-01-01 00:00:00.000000+00",
                                                7L,
                                                null,
                                                "x"));
        assertThat(Versions.readable(2, RESULT)).isSameAs(RESULT);
        assertThat(Versions.readable(3, RESULT)).isSameAs(RESULT);
    }
}
