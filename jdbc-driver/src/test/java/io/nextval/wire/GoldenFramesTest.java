package io.nextval.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The bytes of frames.golden decode to their text and encode back to themselves. */
@Timeout(30)
class GoldenFramesTest {
    static List<GoldenFrames.Block> blocks() {
        return GoldenFrames.read();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void decodesToItsTextAndEncodesBackToItsBytes(GoldenFrames.Block block) {
        ByteBuffer buffer = ByteBuffer.wrap(block.bytes());
        assertThat(buffer.getInt()).isEqualTo(buffer.remaining());
        Envelope envelope = FrameCodec.decode(buffer);
        assertThat(envelope.frame()).hasToString(block.text());
        assertThat(FrameCodec.encode(envelope.requestId(), envelope.frame()))
                .isEqualTo(block.bytes());
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void refusesEveryTruncation(GoldenFrames.Block block) {
        for (int end = 4; end < block.bytes().length; end++) {
            ByteBuffer cut = ByteBuffer.wrap(block.bytes(), 4, end - 4);
            assertThatThrownBy(() -> FrameCodec.decode(cut)).isInstanceOf(WireException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void refusesTrailingBytes(GoldenFrames.Block block) {
        byte[] longer = Arrays.copyOf(block.bytes(), block.bytes().length + 1);
        ByteBuffer buffer = ByteBuffer.wrap(longer, 4, longer.length - 4);
        assertThatThrownBy(() -> FrameCodec.decode(buffer)).isInstanceOf(WireException.class);
    }

    @Test
    void coversEveryFrame() {
        List<String> permitted =
                Arrays.stream(Frame.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList();
        assertThat(
                        blocks().stream()
                                .map(block -> block.text().replaceFirst("\\[.*", ""))
                                .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(permitted);
    }
}
