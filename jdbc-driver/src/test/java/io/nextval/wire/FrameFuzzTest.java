package io.nextval.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.fuzz.Allocation;
import io.nextval.fuzz.Seeds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Whatever the bytes behind a length are, they are one frame, or a violation of the protocol. */
@Timeout(30)
class FrameFuzzTest {
    /** Each byte may become an item of a list that is an object. */
    private static final int BYTES_EACH = 300;

    static List<byte[]> goldenFrames() {
        return GoldenFrames.read().stream()
                .map(block -> Arrays.copyOfRange(block.bytes(), 4, block.bytes().length))
                .toList();
    }

    @MethodSource("goldenFrames")
    @FuzzTest
    void bytesAreAFrameOrRefused(byte[] bytes) {
        Allocation.bounded(bytes, BYTES_EACH, () -> decodeOrRefuse(bytes));
    }

    @Test
    void damagedFramesAreAFrameOrRefused() throws Exception {
        Seeds.damaged(goldenFrames(), 5_000, this::bytesAreAFrameOrRefused);
    }

    private static void decodeOrRefuse(byte[] bytes) {
        Envelope envelope;
        try {
            envelope = FrameCodec.decode(ByteBuffer.wrap(bytes));
        } catch (WireException e) {
            assertThat(e.sqlState()).isEqualTo("08P01");
            assertThat(e).message().isNotBlank();
            return;
        }
        byte[] again = FrameCodec.encode(envelope.requestId(), envelope.frame());
        ByteBuffer body = ByteBuffer.wrap(again, 4, again.length - 4);
        assertThat(FrameCodec.decode(body)).isEqualTo(envelope);
        assertRefusesTruncated(bytes);
    }

    private static void assertRefusesTruncated(byte[] frame) {
        for (int length : new int[] {frame.length - 1, frame.length / 2, 1}) {
            assertThatThrownBy(() -> FrameCodec.decode(ByteBuffer.wrap(frame, 0, length)))
                    .isInstanceOf(WireException.class);
        }
    }
}
