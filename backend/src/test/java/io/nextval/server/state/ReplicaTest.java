package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Batch;
import io.nextval.server.command.BatchCodec;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One history on several replicas: equal answers, equal snapshots, and the clients' promises kept.
 */
class ReplicaTest {
    private static long retries;
    private static long grants;
    private static long helds;

    @Property(tries = 1_500)
    void replicasOfASequencerGroupAgreeAndKeepTheirPromises(@ForAll long seed) {
        replay(1, seed);
    }

    @Property(tries = 300)
    void replicasOfTheCatalogGroupAgree(@ForAll long seed) {
        replay(GroupState.CATALOG_GROUP, seed);
    }

    /** A history in which nothing happens would prove nothing. */
    @AfterContainer
    static void hadSomethingToCheck() {
        assertThat(retries).isGreaterThan(10_000);
        assertThat(grants).isGreaterThan(10_000);
        assertThat(helds).isGreaterThan(100);
    }

    private static void replay(int group, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RandomHistory history = new RandomHistory(seed, group == GroupState.CATALOG_GROUP);
        ClientModel model = new ClientModel();
        GroupState leader = GroupState.empty(group);
        GroupState follower = GroupState.empty(group);
        GroupState restarting = GroupState.empty(group);
        List<byte[]> log = new ArrayList<>();
        for (int entry = 0; entry < 60; entry++) {
            Batch batch = history.nextBatch();
            byte[] bytes = BatchCodec.encode(batch);
            log.add(bytes);
            List<Answer> answers = leader.apply(batch);
            history.answered(batch, answers);
            model.check(batch, answers, leader);

            assertThat(follower.apply(decode(bytes))).isEqualTo(answers);
            if (random.nextInt(5) == 0) {
                byte[] snapshot = restarting.snapshot();
                restarting = GroupState.restore(snapshot);
                assertThat(restarting.snapshot()).isEqualTo(snapshot);
            }
            assertThat(restarting.apply(decode(bytes))).isEqualTo(answers);
        }
        assertThat(follower.snapshot()).isEqualTo(leader.snapshot());
        assertThat(restarting.snapshot()).isEqualTo(leader.snapshot());

        GroupState late = GroupState.empty(group);
        for (byte[] bytes : log) {
            late.apply(decode(bytes));
        }
        assertThat(late.snapshot()).isEqualTo(leader.snapshot());
        retries += model.retries;
        grants += model.grants;
        helds += model.helds;
    }

    private static Batch decode(byte[] entry) {
        return BatchCodec.decode(ByteBuffer.wrap(entry));
    }
}
