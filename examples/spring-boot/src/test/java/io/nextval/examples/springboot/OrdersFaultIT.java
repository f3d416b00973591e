package io.nextval.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packed application, asked what its README asks. */
@Timeout(120)
final class OrdersFaultIT {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final Pattern CURL =
            Pattern.compile("\\$ curl -s (-X POST )?'localhost:8080([^']*)'\n(.*)\n");

    @RegisterExtension final Clusters clusters = new Clusters();
    private final List<Process> applications = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        applications.forEach(Process::destroyForcibly);
    }

    @Test
    void answersWhatTheReadmeSays() throws Exception {
        String url = clusters.start(1).url();
        String root = start(url);
        List<MatchResult> calls =
                CURL.matcher(Files.readString(Path.of("README.md"))).results().toList();
        assertThat(calls).hasSize(4);
        for (MatchResult call : calls) {
            String method = call.group(1) == null ? "GET" : "POST";
            assertThat(ask(method, root + call.group(2)).body())
                    .as(call.group())
                    .isEqualTo(call.group(3));
        }

        String another = start(url);
        assertThat(ask("POST", another + "/orders?customer=Cleo").body()).contains("\"number\":3");
        assertThat(ask("POST", root + "/orders?customer=Dan").body()).contains("\"number\":4");
    }

    private HttpResponse<String> ask(String method, String uri) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(uri))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String start(String url) throws IOException {
        Path log = clusters.newFolder().resolve("log");
        String jar = "target/nextval-example-spring-boot-" + version() + "-app.jar";
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        jar,
                        "--server.port=0",
                        "--server.address=127.0.0.1");
        builder.environment().put("URL", url);
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        applications.add(process);
        return "http://127.0.0.1:"
                + await("the port of the application")
                        .atMost(Duration.ofSeconds(60))
                        .failFast(() -> assertThat(process.isAlive()).as(log.toString()).isTrue())
                        .until(() -> port(log), Optional::isPresent)
                        .orElseThrow();
    }

    private static Optional<String> port(Path log) throws IOException {
        Matcher matcher = PORT.matcher(Files.readString(log));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String version() {
        return Path.of(System.getProperty("nextval.distribution"))
                .getFileName()
                .toString()
                .replace("nextval-", "");
    }
}
