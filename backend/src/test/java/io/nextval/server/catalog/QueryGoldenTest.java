package io.nextval.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Runs {@code queries.txt}: a statement after {@code >}, its parameters after {@code :}, then what
 * it gives, up to an empty line.
 */
@Timeout(60)
final class QueryGoldenTest {
    private static final CatalogQueries QUERIES =
            new CatalogQueries(
                    new ListedCatalog(),
                    Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC));

    record Example(String sql, List<String> parameters, String expected) {
        @Override
        public String toString() {
            return sql;
        }
    }

    @AfterAll
    static void close() {
        QUERIES.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void givesWhatTheFileSays(Example example) throws Exception {
        assertThat(QueryTranscript.of(QUERIES, example.sql, example.parameters))
                .isEqualTo(example.expected);
    }

    @Test
    void hasManyExamples() {
        assertThat(examples()).hasSizeGreaterThan(80);
    }

    static List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        for (String block : file().split("\n\n", -1)) {
            List<String> lines = block.lines().filter(line -> !line.startsWith("#")).toList();
            if (!lines.isEmpty()) {
                boolean given = lines.size() > 1 && lines.get(1).startsWith(": ");
                examples.add(
                        new Example(
                                lines.get(0).substring(2),
                                given
                                        ? List.of(lines.get(1).substring(2).split(", ", -1))
                                        : List.of(),
                                String.join("\n", lines.subList(given ? 2 : 1, lines.size()))));
            }
        }
        return examples;
    }

    private static String file() {
        try (InputStream in = QueryGoldenTest.class.getResourceAsStream("queries.txt")) {
            return new String(
                    Objects.requireNonNull(in, "queries.txt").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
