package io.nextval.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.command.Command;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.raft.GroupUnavailableException;
import io.nextval.server.state.Answer;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.SchemaInfo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads of a group's state on three nodes. */
@Timeout(180)
class LinearizableReadIT {
    private static final int CATALOG = GroupState.CATALOG_GROUP;

    @TempDir Path folder;

    @Test
    void everyNodeSeesWhatWasAcknowledgedBeforeItWasAsked() {
        try (InProcessCluster cluster = new InProcessCluster(folder)) {
            for (int i = 0; i < 30; i++) {
                String name = "s" + i;
                Answer answer =
                        cluster.ask(
                                CATALOG,
                                new Command.CreateSchema(cluster.ticket(CATALOG), name, false));
                assertThat(answer).isInstanceOf(Answer.Done.class);

                ClusterView asked = cluster.views().get(i % cluster.views().size());
                List<SchemaInfo> seen =
                        asked.members().get(CATALOG).read(GroupState::schemas).join();

                assertThat(seen).extracting(SchemaInfo::name).contains(name);
                assertThat(asked.findSchema(name).join()).isEqualTo(i + 1);
                assertThat(asked.schemaId(name)).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void readsThatComeTogetherShareTheirWayThroughTheLog() {
        try (InProcessCluster cluster = new InProcessCluster(folder)) {
            GroupMember follower = cluster.follower(CATALOG).members().get(CATALOG);
            long before = follower.read(GroupState::appliedEntries).join();

            List<CompletableFuture<Long>> reads = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                reads.add(follower.read(GroupState::appliedEntries));
            }

            reads.forEach(read -> assertThat(read.join()).isGreaterThan(before));
            assertThat(follower.read(GroupState::appliedEntries).join()).isLessThan(before + 1_000);
        }
    }

    @Test
    void aReaderThatFailsFailsItsOwnReadOnly() {
        try (InProcessCluster cluster = new InProcessCluster(folder)) {
            GroupMember member = cluster.follower(CATALOG).members().get(CATALOG);
            CompletableFuture<Object> failing =
                    member.read(
                            state -> {
                                throw new IllegalArgumentException("told to fail");
                            });

            assertThatThrownBy(failing::join).hasRootCauseMessage("told to fail");
            assertThat(member.read(GroupState::schemas).join()).hasSize(1);
        }
    }

    @Test
    void fallsSilentNeitherForEverNorWithAnOldStateWhenTheMajorityIsGone() {
        try (InProcessCluster cluster = new InProcessCluster(folder)) {
            cluster.stop(cluster.views().get(0));
            cluster.stop(cluster.views().get(0));
            GroupMember left = cluster.views().get(0).members().get(CATALOG);

            assertThatThrownBy(() -> left.read(GroupState::schemas).join())
                    .hasCauseInstanceOf(GroupUnavailableException.class)
                    .hasMessageContaining("group 0 gave no answer within 5 s");
        }
    }
}
