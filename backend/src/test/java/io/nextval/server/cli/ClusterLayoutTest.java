package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.config.StartupException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@Timeout(30)
final class ClusterLayoutTest {
    private static final ClusterLayout TWO =
            new ClusterLayout(
                    List.of(
                            new ClusterLayout.Member("n1", 11, 12, 13),
                            new ClusterLayout.Member("n2", 21, 22, 23)));

    @Test
    void namesPeersAndUrl() {
        assertThat(TWO.peers()).isEqualTo("n1=127.0.0.1:12,n2=127.0.0.1:22");
        assertThat(TWO.url()).isEqualTo("jdbc:nextval://127.0.0.1:11,127.0.0.1:21");
        assertThat(new ClusterLayout(TWO.members().subList(0, 1)).peers()).isEmpty();
    }

    @Test
    void comesBackFromItsFolder(@TempDir Path folder) throws IOException {
        assertThat(ClusterLayout.isIn(folder)).isFalse();
        TWO.write(folder);
        assertThat(ClusterLayout.isIn(folder)).isTrue();
        assertThat(ClusterLayout.read(folder)).isEqualTo(TWO);
    }

    @Test
    void refusesAFileThatWasDamaged(@TempDir Path folder) throws IOException {
        TWO.write(folder);
        Files.writeString(folder.resolve("cluster.properties"), "n1 = 11 12");
        assertThatThrownBy(() -> ClusterLayout.read(folder))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("n1 must have three ports");
    }

    @Test
    void takesDifferentPortsBelowThoseOfOutgoingConnections() {
        assertThat(FreePorts.find(27))
                .hasSize(27)
                .allSatisfy(port -> assertThat(port).isBetween(10_240, 32_767));
    }
}
