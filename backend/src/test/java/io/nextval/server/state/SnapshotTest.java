package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.command.Batch;
import io.nextval.server.command.BatchCodec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

@Timeout(60)
class SnapshotTest {

    /** What a finding says beside what it said at first. */
    private static final String NOTHING_MORE = ", notOwned=[], heldMillis=0";

    /** What it says beside that since there are tasks that grant. */
    private static final String NOTHING_OF_GRANTS = ", passedOver=[], limit=";

    @ParameterizedTest
    @CsvSource({"1, sequencer-4.txt", "0, catalog-4.txt"})
    void writesVersionFourAsItIsKept(int group, String file) throws IOException {
        List<Batch> history = group == 0 ? GoldenGrants.catalog() : GoldenGrants.sequencer();

        assertThat(GoldenHistory.describe(GroupState.empty(group), history))
                .isEqualTo(golden(file));
    }

    /** The words for commands are of the time at which they were written. */
    @ParameterizedTest
    @CsvSource({"1, sequencer-1.txt", "0, catalog-1.txt"})
    void givesTheAnswersOfTheFirstVersion(int group, String file) throws IOException {
        List<Batch> history = group == 0 ? GoldenHistory.catalog() : GoldenHistory.sequencer();

        assertThat(answersIn(GoldenHistory.describe(GroupState.empty(group), history)))
                .isNotEmpty()
                .isEqualTo(answersIn(golden(file)));
    }

    @ParameterizedTest
    @CsvSource({"1, sequencer-2.txt", "0, catalog-2.txt"})
    void givesTheAnswersOfTheSecondVersion(int group, String file) throws IOException {
        List<Batch> history = group == 0 ? GoldenTasks.catalog() : GoldenTasks.sequencer();

        assertThat(answersIn(GoldenHistory.describe(GroupState.empty(group), history)))
                .isNotEmpty()
                .isEqualTo(answersIn(golden(file)));
    }

    @ParameterizedTest
    @CsvSource({"1, sequencer-3.txt", "0, catalog-3.txt"})
    void givesTheAnswersOfTheThirdVersion(int group, String file) throws IOException {
        List<Batch> history = group == 0 ? GoldenAccess.catalog() : GoldenAccess.sequencer();

        assertThat(answersIn(GoldenHistory.describe(GroupState.empty(group), history)))
                .isNotEmpty()
                .isEqualTo(answersIn(golden(file)));
    }

    private static List<String> answersIn(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("  < "))
                .map(line -> line.replace(NOTHING_OF_GRANTS, "").replace(NOTHING_MORE, ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "1, sequencer-1.txt, 1", "0, catalog-1.txt, 1",
        "1, sequencer-2.txt, 2", "0, catalog-2.txt, 2",
        "1, sequencer-3.txt, 3", "0, catalog-3.txt, 3",
        "1, sequencer-4.txt, 4", "0, catalog-4.txt, 4"
    })
    void readsWhatIsKept(int group, String file, int version) throws IOException {
        List<String> lines = golden(file);
        GroupState replayed = GroupState.empty(group);
        for (byte[] entry : GoldenHistory.bytesOf("entry", lines)) {
            replayed.apply(BatchCodec.decode(ByteBuffer.wrap(entry)));
        }
        byte[] kept = GoldenHistory.bytesOf("snapshot", lines).get(0);
        GroupState restored = GroupState.restore(kept);

        assertThat(kept[4]).isEqualTo((byte) version);
        assertThat(restored.snapshot()).isEqualTo(replayed.snapshot());
        if (version == SnapshotFormat.VERSION) {
            assertThat(replayed.snapshot()).isEqualTo(kept);
        }
        assertThat(restored.group()).isEqualTo(group);
        assertThat(restored.logTimeMillis()).isEqualTo(replayed.logTimeMillis());
        assertThat(restored.appliedEntries()).isEqualTo(replayed.appliedEntries());
        assertThat(restored.nodes()).isEqualTo(replayed.nodes());
        assertThat(restored.slots()).isEqualTo(replayed.slots());
        assertThat(restored.ownedSlots()).isEqualTo(replayed.ownedSlots());
        assertThat(restored.schemas()).isEqualTo(replayed.schemas());
        assertThat(restored.sequenceInfos()).isEqualTo(replayed.sequenceInfos());
        assertThat(restored.users()).isEqualTo(replayed.users());
        assertThat(restored.currentTask()).isEqualTo(replayed.currentTask());
    }

    @Test
    void answersRetriedTicketsAfterRestore() throws IOException {
        byte[] kept = GoldenHistory.bytesOf("snapshot", golden("sequencer-1.txt")).get(0);
        GroupState original = GroupState.empty(1);
        List<Answer> answers = List.of();
        Batch last = new Batch(0, List.of());
        for (Batch batch : GoldenHistory.sequencer().subList(0, 5)) {
            last = batch;
            answers = original.apply(batch);
        }

        assertThat(GroupState.restore(kept).apply(last)).isEqualTo(answers);
    }

    @Test
    void saysWhatIsWrongWithASnapshot() {
        byte[] snapshot = GroupState.empty(3).snapshot();
        assertRefused(new byte[4], "snapshot: 4 bytes are too few");

        byte[] other = snapshot.clone();
        other[0] = 'X';
        assertRefused(other, "snapshot: no \"NXVS\" at byte 4");

        byte[] newer = snapshot.clone();
        newer[4] = 5;
        assertRefused(newer, "snapshot: format version 5 is unknown (known: 1 to 4), at byte 5");

        byte[] damaged = snapshot.clone();
        damaged[6] ^= 1;
        assertRefused(damaged, "snapshot: damaged: the checksum of its 35 bytes is ");
        assertRefused(Arrays.copyOf(snapshot, 34), "snapshot: damaged: the checksum of its 34");

        byte[] longer = Arrays.copyOf(snapshot, 36);
        ByteBuffer.wrap(longer).putInt(32, SnapshotFormat.checksum(longer, 32));
        assertRefused(longer, "snapshot: 1 bytes too many at byte 31");
    }

    private static void assertRefused(byte[] snapshot, String message) {
        assertThatThrownBy(() -> GroupState.restore(snapshot))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageStartingWith(message);
    }

    private static List<String> golden(String file) throws IOException {
        try (InputStream in = SnapshotTest.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
