package io.nextval.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What the codec refuses, and how grants are counted out. */
@Timeout(30)
class FrameCodecTest {
    @ParameterizedTest
    @CsvSource({
        "7f 01, unknown frame type 0x7f",
        "00 01, unknown frame type 0x0",
        "ff 01, unknown frame type 0xff",
        "01 01 4e 58 54 57 01 01 00 00, Hello does not start with NXTV",
        "01 01 4e 58 54 56 01 01 00 ff ff ff ff 07, does not fit",
        "01 01 4e 58 54 56 01 01 00 02 01 61 00 01 61 00, property a is given twice",
        "04 ff ff ff ff 08, exceeds 31 bits",
        "83 01 ff ff ff ff ff ff ff ff ff 01, exceeds 63 bits",
        "83 01 ff ff ff ff ff ff ff ff ff 02, exceeds 64 bits",
        "83 01 ff ff ff ff ff ff ff ff ff ff 01, exceeds 64 bits",
        "02 01 05 61, frame ends early: 5 bytes wanted",
        "02 01 02 c3 28 00, text is not UTF-8",
        "02 01 ff ff ff ff 07 00, frame ends early: 2147483647 bytes wanted",
        "06 01 00 02, boolean byte 2 is neither 0 nor 1",
        "06 01 01 00 00 00 01 07, unknown value tag 7",
        "06 01 01 00 00 00 01 04 01 78, text is not a decimal number",
        "06 01 01 00 00 00 01 04 07 31 65 31 36 33 38 34, exceeds the limits of 1000 and 16383",
        "06 01 01 00 00 00 01 04 f3 07, frame ends early",
        "06 01 01 00 00 00 01 05 00, frame ends early",
        "09 01 01 00 00 00 00 00 00 02, boolean byte 2 is neither 0 nor 1",
        "0a 01 00 00 01 00 00, a name for parameter 0",
        "8a 01 04, unknown ProgramKind 4",
        "8a 01 00 00 03, slot -2 is not from -1 to 4095",
        "8a 01 00 00 80 40, slot 4096 is not from -1 to 4095",
        "8a 01 00 00 00 01 00 01 02, reference to parameter 2 of 1",
        "8a 01 00 00 00 00 01 00, reference to parameter 0 of 0",
        "8a 01 00 00 00 00 00 00 01 00 00 02 00, column refers to sequence 0 of 0",
        "8a 01 00 00 00 00 00 00 01 00 00 01 01, reference to parameter 1 of 0",
        "8a 01 00 00 00 00 00 00 01 00 00 08, unknown column source 8",
        "8a 01 00 00 00 00 00 01 00 00 00 01 00 00 05 00 05, unknown column source 5",
        "8a 01 00 00 00 00 00 00 00 00 01 01, bound refers to parameter -1 of 0",
        "8a 01 00 00 00 00 00 00 00 00 00 02 00 02 01 09, unknown SessionActionKind 9",
        "8a 01 00 00 00 ff ff ff ff 07, does not fit",
        "06 01 01 00 00 00 ff ff ff ff 07, does not fit",
        "82 01 03, unknown PlanKind 3",
        "82 01 00 80 20, slot 4096 is not below 4096",
        "88 01 04, unknown RedirectReason 4",
        "84 01 01 02 01 02 01 01 02 00, cycle of length 0",
        "0b 01 01 61, frame ends early",
        "0c 01 02 c3 28, text is not UTF-8",
        "0d 01 01 07 01 01 00 00 00, a count of 0",
        "8b 01 ff ff ff ff 07, does not fit",
        "8d 01 00 00, 1 bytes left over after SaslFinal",
        "8e 01 01 02 00 02 01 01, a block of 0 values",
        "8e 01 01 02 01 02 00 00, a count of 0",
        "87 01 00, 1 bytes left over after Pong",
        "07, frame ends early",
    })
    void refusesMalformedFrames(String hex, String message) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.ofDelimiter(" ").parseHex(hex));
        assertThatThrownBy(() -> FrameCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.sqlState()).isEqualTo("08P01"))
                .hasMessageContaining(message);
    }

    @Test
    void refusesLengthsOutsideTheLimit() {
        assertThat(FrameCodec.checkLength(1024, 1024)).isEqualTo(1024);
        for (int length : new int[] {0, 1, 1025, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> FrameCodec.checkLength(length, 1024))
                    .isInstanceOf(WireException.class)
                    .hasMessageContaining(Integer.toUnsignedString(length))
                    .hasMessageContaining("1024");
        }
    }

    @Test
    void refusesToEncodeWhatNoPeerWouldTake() {
        assertThatThrownBy(() -> FrameCodec.encode(1, new Prepare("s", "\ud800")))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> FrameCodec.encode(-1, new Ping()))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(
                        () ->
                                FrameCodec.encode(
                                        1, new Execute(-1, null, "", "", List.of(new Object()))))
                .isInstanceOf(WireException.class);
        assertThatThrownBy(
                        () ->
                                FrameCodec.encode(
                                        1,
                                        new Execute(
                                                -1, null, "", "", Collections.nCopies(65_537, 1L))))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("65536");
        String large = "x".repeat(WireLimits.FRAME_BYTES_MAX);
        assertThatThrownBy(() -> FrameCodec.encode(1, new Prepare("", large)))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("16777216");
    }

    @Test
    void sendsPropertiesInOrderOfTheirNames() {
        byte[] frame = FrameCodec.encode(1, new Hello(1, 1, "", Map.of("b", "", "a", "", "c", "")));
        assertThat(new String(frame, java.nio.charset.StandardCharsets.ISO_8859_1))
                .matches("(?s).*a.*b.*c.*");
    }

    @Test
    void countsOutAGrantThatTurnsOver() {
        Granted granted =
                new Granted(1, Long.MAX_VALUE - 1, 7, 1, new Wrap(2, Long.MAX_VALUE - 2, 3));
        long[] values = new long[7];
        for (int i = 0; i < values.length; i++) {
            values[i] = granted.value(i);
        }
        long max = Long.MAX_VALUE;
        assertThat(values).containsExactly(max - 1, max, max - 2, max - 1, max, max - 2, max - 1);
    }

    @Test
    void countsOutABlock() {
        Reserved block = new Reserved(1, 10, 3, -5, 10_000, 100);
        assertThat(new long[] {block.value(0), block.value(1), block.value(2)})
                .containsExactly(10, 5, 0);
    }

    @Test
    void showsNothingOfALogin() {
        for (Frame frame :
                List.of(
                        new SaslInitial("SCRAM-SHA-256", "secret"),
                        new SaslContinue("secret"),
                        new SaslResponse("secret"),
                        new SaslFinal("secret"))) {
            assertThat(frame.toString()).contains("6 characters").doesNotContain("secret");
        }
    }

    @Test
    void countsOutAGrantOverTheWholeRange() {
        Granted granted = new Granted(1, Long.MIN_VALUE, 2, Long.MAX_VALUE, null);
        assertThat(granted.value(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(granted.value(1)).isEqualTo(-1);
    }
}
