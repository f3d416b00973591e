package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.node.Node;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code nextval import} from PostgreSQL: names and tables of all shapes, and the page's table. */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresShapesIT {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ""), "../../docs/migrating.md");

    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    private final EmbeddedPostgres postgres;

    @TempDir private Path folder = Path.of("");

    PostgresShapesIT() throws Exception {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    void stop() throws Exception {
        postgres.close();
    }

    /** Runs on a database of its own, into a node of its own. */
    private interface Steps {
        void run(Connection source, Connection cluster, String from, String to) throws Exception;
    }

    private void in(String name, Steps steps) throws Exception {
        try (Connection admin = postgres.getPostgresDatabase().getConnection()) {
            Sql.run(admin, "CREATE DATABASE " + name);
        }
        String from = postgres.getJdbcUrl("postgres", name);
        String to = "jdbc:nextval:mem:shapes-" + name;
        try (Connection source = DriverManager.getConnection(from);
                Connection cluster = DriverManager.getConnection(to)) {
            steps.run(source, cluster, from, to);
        }
    }

    @Test
    void printsTheTableOfThePage() throws Exception {
        in(
                "shop",
                (source, cluster, from, to) -> {
                    Sql.run(
                            source,
                            "CREATE SEQUENCE invoices",
                            "SELECT setval('invoices', 41)",
                            "CREATE TABLE lines (id bigserial)",
                            "INSERT INTO lines VALUES (5000)",
                            "CREATE SEQUENCE tickets",
                            "SELECT setval('tickets', 990)");
                    assertThat(ImportRun.of(from, to, "--include=lines*").exitCode()).isZero();
                    assertThat(Sql.next(cluster, "lines_id_seq")).isEqualTo(6001);
                    Sql.run(cluster, "CREATE SEQUENCE tickets", "SELECT setval('tickets', 1900)");
                    ImportRun run = ImportRun.of(from, to);
                    assertThat(run.exitCode()).as(run.err()).isZero();
                    assertThat(run.out()).isEqualTo(tableOfThePage());
                });
    }

    private static String tableOfThePage() throws Exception {
        Matcher block =
                Pattern.compile("```\n( source .*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(PAGE));
        assertThat(block.find()).as("a table in %s", PAGE).isTrue();
        return block.group(1);
    }

    /**
     * The steps of the page's cut-over, with a margin that turns out too small, and the way back.
     */
    @Test
    void noNumberIsGivenTwiceOnTheWayOfThePage() throws Exception {
        in(
                "cutover",
                (source, cluster, from, to) -> {
                    Sql.run(source, "CREATE SEQUENCE invoices", "SELECT setval('invoices', 41)");
                    ImportRun first = ImportRun.of(from, to, "--margin=3");
                    assertThat(first.line("invoices")).endsWith("| 41 | | 45 | created");
                    Sql.run(source, "ALTER SEQUENCE invoices MAXVALUE 44");
                    List<Long> given = new ArrayList<>();
                    given.add(Sql.next(cluster, "invoices"));
                    for (int i = 0; i < 3; i++) {
                        given.add(Sql.next(source, "invoices"));
                    }
                    assertThatThrownBy(() -> Sql.next(source, "invoices"))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("reached maximum value");

                    Sql.run(cluster, "SELECT nextval('invoices') FROM generate_series(1, 3)");
                    Sql.run(source, "ALTER SEQUENCE invoices MAXVALUE 48 RESTART WITH 46");
                    given.add(Sql.next(source, "invoices"));
                    given.add(Sql.next(cluster, "invoices"));
                    assertThat(given).containsExactly(45L, 42L, 43L, 44L, 46L, 49L);
                    ImportRun look =
                            ImportRun.of(from, to, "--dry-run", "--no-columns", "--margin=0");
                    assertThat(look.line("invoices")).endsWith("| 46 | 49 | 50 | left alone");

                    long drawn =
                            Sql.number(
                                    cluster,
                                    "SELECT last_value FROM pg_sequences"
                                            + " WHERE sequencename = 'invoices'");
                    Sql.run(
                            source,
                            "ALTER SEQUENCE invoices NO MAXVALUE",
                            "SELECT setval('invoices', " + drawn + " + 1000)");
                    assertThat(Sql.next(source, "invoices")).isEqualTo(1050);
                });
    }

    @Test
    void keepsNamesThatNeedQuotes() throws Exception {
        in(
                "names",
                (source, cluster, from, to) -> {
                    Sql.run(
                            source,
                            "CREATE SEQUENCE \"Mixed\" START 10",
                            "CREATE SEQUENCE \"MIXED\" START 20",
                            "CREATE SEQUENCE mixed START 30",
                            "CREATE SEQUENCE \"a \"\"quoted\"\" one\" START 40",
                            "CREATE SEQUENCE \"with.dot\" START 50",
                            "CREATE SEQUENCE \"it's\" START 60",
                            "CREATE SEQUENCE \"select\" START 70",
                            "CREATE SEQUENCE \"größe\" START 80");
                    ImportRun run = ImportRun.of(from, to, "--margin=0");
                    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
                    assertThat(run.out()).contains("8 sequences: 8 created");
                    assertThat(Sql.next(cluster, "\"Mixed\"")).isEqualTo(10);
                    assertThat(Sql.next(cluster, "\"MIXED\"")).isEqualTo(20);
                    assertThat(Sql.next(cluster, "mixed")).isEqualTo(30);
                    assertThat(Sql.next(cluster, "\"a \"\"quoted\"\" one\"")).isEqualTo(40);
                    assertThat(Sql.next(cluster, "\"with.dot\"")).isEqualTo(50);
                    assertThat(Sql.next(cluster, "\"it''s\"")).isEqualTo(60);
                    assertThat(Sql.next(cluster, "\"select\"")).isEqualTo(70);
                    assertThat(Sql.next(cluster, "\"größe\"")).isEqualTo(80);

                    Sql.run(
                            source,
                            "SELECT setval('\"a \"\"quoted\"\" one\"', 500)",
                            "SELECT setval('\"it''s\"', 600)");
                    ImportRun again = ImportRun.of(from, to, "--margin=0");
                    assertThat(again.out()).contains("8 sequences: 2 moved on, 6 left alone");
                    assertThat(Sql.next(cluster, "\"a \"\"quoted\"\" one\"")).isEqualTo(501);
                    assertThat(Sql.next(cluster, "\"it''s\"")).isEqualTo(601);
                });
    }

    @Test
    void makesNeitherOfTwoWithOneNameInTwoSchemas() throws Exception {
        in(
                "twice",
                (source, cluster, from, to) -> {
                    Sql.run(
                            source,
                            "CREATE SCHEMA east",
                            "CREATE SCHEMA west",
                            "CREATE SEQUENCE east.orders START 100",
                            "CREATE SEQUENCE west.orders START 200",
                            "CREATE SEQUENCE west.only START 300");
                    ImportRun run = ImportRun.of(from, to, "--schema=east,west", "--margin=0");
                    assertThat(run.exitCode()).isEqualTo(1);
                    assertThat(run.out())
                            .contains("3 sequences: 1 created, 2 failed")
                            .contains("failed: the name is also that of sequence west.orders;")
                            .contains("failed: the name is also that of sequence east.orders;")
                            .contains("into schemas of their own");
                    assertThat(Sql.next(cluster, "only")).isEqualTo(300);
                    intoSchemasOfTheirOwn(from);
                });
    }

    /** A node in memory has no URL that names a schema. */
    private void intoSchemasOfTheirOwn(String from) throws Exception {
        NodeConfig config =
                new NodeConfig("n1", folder.resolve("n1"), ANY, null, ANY, ANY, Map.of());
        try (Node node = Node.start(config)) {
            String to = "jdbc:nextval://" + node.clientAddress() + "/";
            try (Connection cluster = DriverManager.getConnection(to + "public")) {
                Sql.run(cluster, "CREATE SCHEMA east", "CREATE SCHEMA west");
                for (String schema : List.of("east", "west")) {
                    ImportRun own =
                            ImportRun.of(from, to + schema, "--schema", schema, "--margin=0");
                    assertThat(own.exitCode()).as(own.out() + own.err()).isZero();
                }
                assertThat(Sql.next(cluster, "east.orders")).isEqualTo(100);
                assertThat(Sql.next(cluster, "west.orders")).isEqualTo(200);
            }
            ImportRun nowhere = ImportRun.of(from, to + "nowhere", "--schema=east");
            assertThat(nowhere.exitCode()).as(nowhere.out() + nowhere.err()).isNotZero();
            assertThat(nowhere.out() + nowhere.err()).contains("nowhere").doesNotContain("\tat ");
        }
    }

    @Test
    void comparesWithTheColumnsOfTablesOfAllShapes() throws Exception {
        in(
                "tables",
                (source, cluster, from, to) -> {
                    Sql.run(
                            source,
                            "CREATE TABLE never_used (id serial)",
                            "CREATE TABLE emptied (id serial)",
                            "INSERT INTO emptied SELECT FROM generate_series(1, 7)",
                            "DELETE FROM emptied",
                            "CREATE TABLE parted (id bigserial, region int)"
                                    + " PARTITION BY LIST (region)",
                            "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)",
                            "CREATE TABLE parted_2 PARTITION OF parted FOR VALUES IN (2)",
                            "INSERT INTO parted VALUES (30, 1), (900, 2)",
                            "CREATE TABLE base (id bigint, v text)",
                            "INSERT INTO base VALUES (55, 'x')",
                            "CREATE SEQUENCE through_view",
                            "CREATE VIEW shown AS SELECT id, v FROM base",
                            "ALTER VIEW shown ALTER COLUMN id SET DEFAULT nextval('through_view')",
                            "CREATE VIEW plain AS SELECT id FROM base",
                            "CREATE MATERIALIZED VIEW kept AS SELECT id FROM base",
                            "CREATE TABLE \"Odd \"\"name\"\"\" (\"The id\" serial)",
                            "INSERT INTO \"Odd \"\"name\"\"\" VALUES (77)",
                            "CREATE TABLE small (id smallserial)",
                            "INSERT INTO small VALUES (32767)");
                    ImportRun run = ImportRun.of(from, to, "--margin=0");
                    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
                    assertThat(run.out()).contains("6 sequences: 5 created, 1 failed");
                    assertThat(run.line("small_id_seq"))
                            .endsWith("failed: it is at its end there, MAXVALUE 32767");
                    assertThat(Sql.next(cluster, "never_used_id_seq")).isEqualTo(1);
                    assertThat(Sql.next(cluster, "emptied_id_seq")).isEqualTo(8);
                    assertThat(Sql.next(cluster, "parted_id_seq")).isEqualTo(901);
                    assertThat(Sql.next(cluster, "through_view")).isEqualTo(56);
                    assertThat(Sql.next(cluster, "\"Odd \"\"name\"\"_The id_seq\"")).isEqualTo(78);
                });
    }
}
