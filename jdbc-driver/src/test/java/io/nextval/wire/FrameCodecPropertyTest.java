package io.nextval.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

import java.nio.ByteBuffer;
import java.util.List;

/** No bytes lead the decoder to anything but a frame or a WireException. */
class FrameCodecPropertyTest {
    private static final List<GoldenFrames.Block> BLOCKS = GoldenFrames.read();

    @Property(tries = 20_000)
    void randomBytesAfterATypeGiveAFrameOrAWireException(
            @ForAll("types") int type, @ForAll @Size(max = 200) byte[] bytes) {
        byte[] frame = new byte[bytes.length + 1];
        frame[0] = (byte) type;
        System.arraycopy(bytes, 0, frame, 1, bytes.length);
        decodeOrRefuse(frame);
    }

    @Property(tries = 20_000)
    void aChangedByteGivesAFrameOrAWireException(
            @ForAll @IntRange(max = 1_000) int block,
            @ForAll @IntRange(max = 1_000) int position,
            @ForAll byte value) {
        byte[] whole = BLOCKS.get(block % BLOCKS.size()).bytes();
        byte[] frame = new byte[whole.length - 4];
        System.arraycopy(whole, 4, frame, 0, frame.length);
        frame[position % frame.length] = value;
        decodeOrRefuse(frame);
    }

    @Property
    void requestsComeBackEqual(
            @ForAll @IntRange int requestId,
            @ForAll @IntRange int group,
            @ForAll @LongRange(min = 0) long number,
            @ForAll @LongRange(min = 1) long count,
            @ForAll boolean atomic) {
        Ticket ticket = new Ticket(number, count, number);
        comesBack(requestId, new Next(group, ticket, number, count, atomic));
    }

    @Property
    void grantsComeBackEqual(@ForAll long first, @ForAll long increment, @ForAll long restart) {
        comesBack(1, new Granted(1, first, 2, increment, new Wrap(1, restart, 3)));
        comesBack(1, new Granted(1, first, 2, increment, null));
    }

    @Property
    void textComesBackEqual(@ForAll("text") String schema, @ForAll("text") String sql) {
        comesBack(1, new Prepare(schema, sql));
    }

    @Provide
    Arbitrary<Integer> types() {
        return Arbitraries.of(
                1, 2, 3, 4, 5, 6, 7, 8, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8F);
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.strings()
                .filter(
                        text ->
                                java.nio.charset.StandardCharsets.UTF_8
                                        .newEncoder()
                                        .canEncode(text));
    }

    private static void comesBack(int requestId, Frame frame) {
        byte[] bytes = FrameCodec.encode(requestId, frame);
        assertThat(FrameCodec.decode(ByteBuffer.wrap(bytes, 4, bytes.length - 4)))
                .isEqualTo(new Envelope(requestId, frame));
    }

    private static void decodeOrRefuse(byte[] frame) {
        try {
            Envelope envelope = FrameCodec.decode(ByteBuffer.wrap(frame));
            FrameCodec.encode(envelope.requestId(), envelope.frame());
        } catch (WireException e) {
            assertThat(e).hasMessage(e.getMessage());
        }
    }
}
