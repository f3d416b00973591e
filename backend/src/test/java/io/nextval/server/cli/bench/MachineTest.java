package io.nextval.server.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

@Timeout(60)
final class MachineTest {
    @Test
    void measuresBothAndLeavesNoFile(@TempDir Path folder) throws IOException {
        Machine machine = Machine.measure(folder);
        assertThat(machine.fsyncNanos()).isPositive();
        assertThat(machine.roundTripNanos()).isBetween(500L, 1_000_000_000L);
        assertThat(machine.floorNanos())
                .isEqualTo(machine.fsyncNanos() + 2 * machine.roundTripNanos());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
