package io.nextval.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.SlotRun;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

@Timeout(30)
class StewardTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 64, 4096})
    void givesEverySlotToOneGroupAndEveryGroupItsShare(int groups) {
        List<SlotRun> runs = Steward.evenRuns(groups);
        int next = 0;
        for (int g = 0; g < groups; g++) {
            SlotRun run = runs.get(g);
            assertThat(run.group()).isEqualTo(g + 1);
            assertThat(run.firstSlot()).isEqualTo(next);
            assertThat(run.lastSlot() - run.firstSlot() + 1)
                    .isBetween(4096 / groups, 4096 / groups + 1);
            next = run.lastSlot() + 1;
        }
        assertThat(next).isEqualTo(4096);
    }
}
