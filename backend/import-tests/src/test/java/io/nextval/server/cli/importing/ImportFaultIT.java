package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.node.Node;

import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Map;

/** {@code nextval import} as a process of the distribution, with a driver that it does not have. */
@Timeout(300)
final class ImportFaultIT {
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    @TempDir private Path folder = Path.of("");

    private ImportRun run(String... args) throws Exception {
        Map<String, String> password = Map.of("NEXTVAL_FROM_PASSWORD", "very hidden");
        try (ImportProcess run = ImportProcess.start(folder, password, args)) {
            return run.awaitEnd();
        }
    }

    @Test
    void importsWithADriverThatIsNamed() throws Exception {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String url =
                "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + folder.resolve("database");
        Path jar = ImportProcess.driverJar();
        NodeConfig config =
                new NodeConfig("n1", folder.resolve("n1"), ANY, null, ANY, ANY, Map.of());
        try (Connection source = DriverManager.getConnection(url, "owner", "very hidden");
                Node node = Node.start(config)) {
            Sql.run(source, "CREATE SEQUENCE orders START WITH 12");
            String to = node.clientAddress().toString();
            ImportRun without = run("--from", url, "--from-user", "owner", "--to", to);
            assertThat(without.exitCode()).isEqualTo(2);
            assertThat(without.err()).contains("no driver for " + url);
            String[] with = {
                "--from", url, "--from-user", "owner", "--driver-jar", jar.toString(), "--to", to
            };
            ImportRun first = run(with);
            assertThat(first.exitCode()).as("%s", first.err()).isZero();
            assertThat(first.line("orders"))
                    .isEqualTo("sequence PUBLIC.ORDERS | orders | | | 1012 | created");
            ImportRun second = run(with);
            assertThat(second.exitCode()).isZero();
            assertThat(second.out()).contains("1 sequence: 1 left alone");
            ImportRun away = run("--from", "jdbc:postgresql://127.0.0.1:1/shop", "--to", to);
            assertThat(away.exitCode()).as("PostgreSQL's driver is there").isEqualTo(4);
            assertThat(away.err()).contains("can not connect to").doesNotContain("very hidden");
        } finally {
            server.stop();
        }
    }
}
