package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/** A program of modules, compiled and run by the JDK of the tests. */
@Timeout(120)
final class ModulePathIT {
    /** It knows the driver as an application does: not at all. */
    private static final String MODULE = "module shop { requires java.sql; }";

    private static final String PROGRAM =
            """
            package shop;

            import java.sql.*;

            public class Main {
                public static void main(String[] args) throws SQLException {
                    try (Connection connection = DriverManager.getConnection(args[0]);
                            Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery("SELECT NEXTVAL('modular')")) {
                        row.next();
                        Module driver = DriverManager.getDriver(args[0]).getClass().getModule();
                        System.out.println(driver.getName() + " gave " + row.getLong(1));
                    }
                }
            }
            """;

    /** It makes a DataSource of the driver's. */
    private static final String TYPED_MODULE = "module shop { requires io.nextval.jdbc; }";

    private static final String TYPED_PROGRAM =
            """
            package shop;

            import io.nextval.jdbc.NextvalDataSource;

            import java.sql.*;

            public class Main {
                public static void main(String[] args) throws SQLException {
                    NextvalDataSource source = new NextvalDataSource();
                    source.setUrl(args[0]);
                    try (Connection connection = source.getConnection();
                            Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery("SELECT NEXTVAL('modular')")) {
                        row.next();
                        System.out.println(source.getClass().getModule().getName()
                                + " gave " + row.getLong(1));
                    }
                }
            }
            """;

    @TempDir private Path folder = Path.of("");

    @Test
    void aModuleThatKnowsOnlyJavaSqlGetsNumbers() throws Exception {
        assertThat(numberOf(MODULE, PROGRAM)).matches("io.nextval.jdbc gave \\d+\\R");
    }

    @Test
    void aModuleThatRequiresTheDriverGetsNumbersFromItsDataSource() throws Exception {
        assertThat(numberOf(TYPED_MODULE, TYPED_PROGRAM)).matches("io.nextval.jdbc gave \\d+\\R");
    }

    private String numberOf(String module, String program) throws Exception {
        compile(module, program);
        try (TestNode node = TestNode.start("ModulePathIT")) {
            try (java.sql.Connection connection =
                    java.sql.DriverManager.getConnection(node.url())) {
                Sql.execute(connection, "CREATE SEQUENCE IF NOT EXISTS modular");
            }
            return run(node.url());
        }
    }

    private void compile(String module, String program) throws IOException {
        Path sources = Files.createDirectories(folder.resolve("src/shop"));
        Path moduleInfo = Files.writeString(folder.resolve("src/module-info.java"), module);
        Path main = Files.writeString(sources.resolve("Main.java"), program);
        int code =
                ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.out,
                                "-d",
                                folder.resolve("classes").toString(),
                                "-p",
                                DriverJar.path().toString(),
                                moduleInfo.toString(),
                                main.toString());
        assertThat(code).isZero();
    }

    private String run(String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-p");
        command.add(DriverJar.path() + File.pathSeparator + folder.resolve("classes"));
        command.addAll(List.of("-m", "shop/shop.Main", url));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(out).isZero();
            return out;
        } finally {
            process.destroyForcibly();
        }
    }
}
