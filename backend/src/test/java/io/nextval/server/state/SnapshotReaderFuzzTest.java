package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.server.harness.Allocation;
import io.nextval.server.harness.FuzzSeeds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Whatever a snapshot with a right checksum holds, it is read, and then written as it was if it is
 * of the newest version, or it is refused. Inputs are snapshots without their checksums.
 */
@Timeout(30)
class SnapshotReaderFuzzTest {
    private static final int VERSION_AT = 4;

    /** Windows of answers and the like are set up in full for each client. */
    private static final int BYTES_EACH = 2_000;

    static List<byte[]> snapshots() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int version = 1; version <= SnapshotFormat.VERSION; version++) {
            for (String group : List.of("catalog-", "sequencer-")) {
                List<String> lines = golden(group + version + ".txt");
                for (byte[] whole : GoldenHistory.bytesOf("snapshot", lines)) {
                    int body = whole.length - SnapshotFormat.CHECKSUM_BYTES;
                    seeds.add(Arrays.copyOf(whole, body));
                }
            }
        }
        return seeds;
    }

    private static List<String> golden(String file) throws IOException {
        try (InputStream in = SnapshotReaderFuzzTest.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    @MethodSource("snapshots")
    @FuzzTest
    void snapshotsAreRestoredOrRefused(byte[] body) {
        byte[] snapshot = Arrays.copyOf(body, body.length + SnapshotFormat.CHECKSUM_BYTES);
        int checksum = SnapshotFormat.checksum(snapshot, body.length);
        ByteBuffer.wrap(snapshot).putInt(body.length, checksum);
        Allocation.bounded(snapshot, BYTES_EACH, () -> restoreOrRefuse(snapshot));
    }

    @Test
    void damagedSnapshotsAreRestoredOrRefused() throws Exception {
        FuzzSeeds.damaged(snapshots(), 3_000, this::snapshotsAreRestoredOrRefused);
    }

    private static void restoreOrRefuse(byte[] snapshot) {
        GroupState state;
        try {
            state = GroupState.restore(snapshot);
        } catch (SnapshotFormatException e) {
            assertThat(e).hasMessageStartingWith("snapshot: ");
            return;
        }
        byte[] written = state.snapshot();
        if (snapshot[VERSION_AT] == SnapshotFormat.VERSION) {
            assertThat(written).isEqualTo(snapshot);
        } else {
            assertThat(GroupState.restore(written).snapshot()).isEqualTo(written);
        }
    }
}
