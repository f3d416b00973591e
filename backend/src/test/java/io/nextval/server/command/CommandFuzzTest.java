package io.nextval.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.server.harness.Allocation;
import io.nextval.server.harness.FuzzSeeds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.List;

/** Whatever the bytes are, they are a log entry, and then this very one, or refused. */
@Timeout(30)
class CommandFuzzTest {
    private static final int BYTES_EACH = 300;

    static List<byte[]> entries() {
        return SampleCommands.all().stream()
                .map(command -> BatchCodec.encode(new Batch(7, List.of(command))))
                .toList();
    }

    @MethodSource("entries")
    @FuzzTest
    void bytesAreThisVeryEntryOrRefused(byte[] bytes) {
        Allocation.bounded(bytes, BYTES_EACH, () -> decodeOrRefuse(bytes));
    }

    @Test
    void damagedEntriesAreTheVeryOnesOrRefused() throws Exception {
        FuzzSeeds.damaged(entries(), 5_000, this::bytesAreThisVeryEntryOrRefused);
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
        for (int length : new int[] {bytes.length - 1, bytes.length / 2}) {
            assertThatThrownBy(() -> BatchCodec.decode(ByteBuffer.wrap(bytes, 0, length)))
                    .isInstanceOf(CommandFormatException.class);
        }
    }
}
