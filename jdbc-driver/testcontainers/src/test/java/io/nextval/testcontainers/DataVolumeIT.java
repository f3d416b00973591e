package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Testcontainers;

import java.sql.Connection;
import java.util.UUID;

/** What the volume keeps, and how a container ends. */
@Testcontainers(disabledWithoutDocker = true)
@NeedsImage
@Timeout(180)
class DataVolumeIT {
    @Test
    void keepsTheNumbersInTheVolumeAndStopsInGoodOrder() throws Exception {
        String volume = "nextval-test-" + UUID.randomUUID();
        try {
            try (NextvalContainer first =
                    new NextvalContainer(NeedsImage.IMAGE).withDataVolume(volume)) {
                first.start();
                try (Connection connection = Numbers.connect(first)) {
                    Numbers.execute(connection, "CREATE SEQUENCE orders");
                    assertThat(Numbers.next(connection, "orders")).isEqualTo(1);
                    assertThat(Numbers.next(connection, "orders")).isEqualTo(2);
                }
                first.getDockerClient().stopContainerCmd(first.getContainerId()).exec();
                assertThat(first.getCurrentContainerInfo().getState().getExitCodeLong()).isZero();
            }
            try (NextvalContainer second =
                    new NextvalContainer(NeedsImage.IMAGE).withDataVolume(volume)) {
                second.start();
                try (Connection connection = Numbers.connect(second)) {
                    assertThat(Numbers.next(connection, "orders")).isEqualTo(3);
                }
            }
        } finally {
            DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec();
        }
    }
}
