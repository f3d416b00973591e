package io.nextval.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
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

    @Property
    void valuesComeBackEqual(
            @ForAll @BigRange(min = "-1e400", max = "1e400") @Scale(30) BigDecimal decimal,
            @ForAll double number,
            @ForAll long micros) {
        Instant time =
                Instant.ofEpochSecond(
                        Math.floorDiv(micros, 1_000_000),
                        Math.floorMod(micros, 1_000_000) * 1_000L);
        comesBack(1, new Execute(-1, null, "", "", List.of(decimal, number, time)));
    }

    @Property
    void settingsComeBackEqual(@ForAll("text") String name, @ForAll long value) {
        Ticket ticket = new Ticket(1, 2, 1);
        comesBack(1, new SetValue(1, ticket, "s", name, value, value % 2 == 0));
        comesBack(1, new Compile("s", name, List.of(new NameArgument(1, name))));
    }

    @Property
    void blocksComeBackEqual(
            @ForAll("text") String name,
            @ForAll @LongRange(min = 1) long count,
            @ForAll long first,
            @ForAll long increment,
            @ForAll @LongRange(min = 0) long validMillis) {
        comesBack(1, new Reserve(1, new Ticket(1, 2, 1), "s", name, count));
        comesBack(1, new Reserved(4097, first, count, increment, validMillis, count));
    }

    @Property
    void loginsComeBackEqual(@ForAll("text") String data, @ForAll("text") String mechanism) {
        comesBack(1, new Authenticate(List.of(mechanism, data)));
        comesBack(1, new SaslInitial(mechanism, data));
        comesBack(1, new SaslContinue(data));
        comesBack(1, new SaslResponse(data));
        comesBack(1, new SaslFinal(data));
    }

    @Property
    void programsComeBackEqual(@ForAll("programs") Program program) {
        comesBack(1, program);
    }

    @Provide
    Arbitrary<Program> programs() {
        return Combinators.combine(
                        Arbitraries.of(ProgramKind.class),
                        text(),
                        Arbitraries.integers().between(-1, 4095),
                        sources().list().ofMaxSize(5),
                        actions().list().ofMaxSize(3))
                .as(
                        (kind, tag, slot, sources, actions) ->
                                new Program(
                                        kind,
                                        tag,
                                        slot,
                                        List.of("int8", "text"),
                                        List.of(2),
                                        sources.stream()
                                                .map(s -> new ProgramColumn(tag, "int8", s))
                                                .toList(),
                                        List.of(new SequenceRef("s", tag, 1)),
                                        RowSource.SINGLE,
                                        actions,
                                        List.of(new Notice("01000", tag))));
    }

    private Arbitrary<ColumnSource> sources() {
        Arbitrary<ColumnSource> plain =
                Arbitraries.oneOf(
                        text().map(ColumnSource.Constant::new),
                        Arbitraries.of(new ColumnSource.Argument(1), new ColumnSource.Argument(2)));
        return Arbitraries.oneOf(
                plain,
                Combinators.combine(plain, plain)
                        .as((value, called) -> new ColumnSource.SetTo(0, value, called)),
                text().map(ColumnSource.Session::new),
                Arbitraries.of(
                        new ColumnSource.NextOf(0),
                        new ColumnSource.CurrentOf(0),
                        new ColumnSource.Last(),
                        new ColumnSource.Opaque()));
    }

    private Arbitrary<SessionAction> actions() {
        return Combinators.combine(
                        Arbitraries.of(SessionActionKind.class), text(), text().injectNull(0.3))
                .as(SessionAction::new);
    }

    @Provide
    Arbitrary<Integer> types() {
        return Arbitraries.of(
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89,
                0x8A, 0x8F, 0x0B, 0x0C, 0x0D, 0x8B, 0x8C, 0x8D, 0x8E);
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
