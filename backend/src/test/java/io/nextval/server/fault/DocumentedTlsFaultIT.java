package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.NextvalScript;
import io.nextval.server.harness.NodeAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs the commands of "TLS in five commands" in docs/security.md, by a shell, as they stand. */
@Timeout(300)
class DocumentedTlsFaultIT {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/security.md");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PORT = "7650";

    @TempDir Path folder;

    private static List<String> commands() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("```sh\n", page.indexOf("<!-- tls commands -->")) + 6;
        return page.substring(begin, page.indexOf("```", begin)).lines().toList();
    }

    @Test
    void setUpAServerAndAClientThatChecksIt() throws Exception {
        List<String> commands = commands();
        assertThat(commands).hasSize(5);
        NodeAddress address = NodeAddress.create("n1", folder);
        NextvalScript shell = NextvalScript.create(folder, address);
        for (String command : commands.subList(0, 3)) {
            assertThat(shell.run(command, LIMIT)).as(command).isZero();
        }
        Process server = shell.start(commands.get(3));
        try {
            String client = commands.get(4).replace(PORT, String.valueOf(address.clientPort()));
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast(() -> assertThat(server.isAlive()).isTrue())
                    .until(() -> shell.run(client, LIMIT) == 0);
            String again = shell.output("again", client);
            assertThat(again).contains("already exists");
            String plain = client.replace("?tlsRootCert=ca.pem", "");
            assertThat(shell.output("plain", plain)).contains("demands TLS");
        } finally {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }
}
