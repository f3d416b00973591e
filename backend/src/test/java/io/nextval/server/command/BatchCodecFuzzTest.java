package io.nextval.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Whatever the bytes are, they are an entry, and then this very one, or the format's exception. */
class BatchCodecFuzzTest {
    private static final byte[] ENTRY = BatchCodec.encode(new Batch(9, SampleCommands.all()));

    @Property(tries = 20_000)
    void randomBytesAreAnEntryOrRefused(@ForAll byte[] bytes) {
        decodeOrRefuse(bytes);
        if (bytes.length > 2) {
            bytes[0] = 1;
            bytes[2] = (byte) (bytes[2] & 7);
            decodeOrRefuse(bytes);
        }
    }

    @Property(tries = 50_000)
    void changedEntriesAreAnEntryOrRefused(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = ENTRY.clone();
        for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ 1);
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
        }
        decodeOrRefuse(bytes);
    }

    private static void decodeOrRefuse(byte[] bytes) {
        Batch batch;
        try {
            batch = BatchCodec.decode(ByteBuffer.wrap(bytes));
        } catch (CommandFormatException e) {
            assertThat(e).hasMessageContaining("log entry: ").hasMessageContaining("at byte ");
            return;
        }
        assertThat(BatchCodec.encode(batch)).isEqualTo(bytes);
    }
}
