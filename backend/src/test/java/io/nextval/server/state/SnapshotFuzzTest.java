package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Batch;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whatever the bytes are, they are a snapshot, and then this very one, or the format's exception.
 */
class SnapshotFuzzTest {
    private static final byte[][] SNAPSHOTS = {snapshot(0, 3), snapshot(1, 4), snapshot(1, 5)};

    @Property(tries = 20_000)
    void randomBytesAreRefused(@ForAll byte[] bytes) {
        restoreOrRefuse(bytes);
        byte[] headed = Arrays.copyOf(SNAPSHOTS[0], 8 + bytes.length);
        System.arraycopy(bytes, 0, headed, 5, bytes.length);
        restoreOrRefuse(withChecksum(headed));
    }

    @Property(tries = 2_000)
    void anyDamageIsNoticed(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = SNAPSHOTS[random.nextInt(SNAPSHOTS.length)].clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(1, 256);
        assertThat(restoreOrRefuse(bytes)).isFalse();
    }

    @Property(tries = 40_000)
    void wrongSnapshotsWithARightChecksumAreTheVeryOneOrRefused(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = SNAPSHOTS[random.nextInt(SNAPSHOTS.length)].clone();
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(5, bytes.length - 4);
            bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] + 1);
        }
        if (random.nextInt(4) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(10, bytes.length + 20));
        }
        restoreOrRefuse(withChecksum(bytes));
    }

    private static boolean restoreOrRefuse(byte[] bytes) {
        GroupState state;
        try {
            state = GroupState.restore(bytes);
        } catch (SnapshotFormatException e) {
            assertThat(e).hasMessageStartingWith("snapshot: ");
            return false;
        }
        assertThat(state.snapshot()).isEqualTo(bytes);
        return true;
    }

    private static byte[] withChecksum(byte[] bytes) {
        int body = bytes.length - SnapshotFormat.CHECKSUM_BYTES;
        ByteBuffer.wrap(bytes).putInt(body, SnapshotFormat.checksum(bytes, body));
        return bytes;
    }

    private static byte[] snapshot(int group, long seed) {
        RandomHistory history = new RandomHistory(seed, group == 0);
        GroupState state = GroupState.empty(group);
        for (int i = 0; i < 40; i++) {
            Batch batch = history.nextBatch();
            history.answered(batch, state.apply(batch));
        }
        return state.snapshot();
    }
}
