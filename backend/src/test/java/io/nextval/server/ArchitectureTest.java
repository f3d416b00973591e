package io.nextval.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Holds the direction of every arrow between modules and packages, and what code may not use. */
@Timeout(120)
final class ArchitectureTest {
    private static final String SERVER = "io.nextval.server.";

    private static final String[] DRIVER = {
        "io.nextval.jdbc..", "io.nextval.wire..", "io.nextval.client.."
    };

    /** What each package of the server may use of the others: a request goes from left to right. */
    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("command", Set.of()),
                    Map.entry("config", Set.of()),
                    Map.entry("state", Set.of("command")),
                    Map.entry("tls", Set.of("config")),
                    Map.entry("session", Set.of("config")),
                    Map.entry("transport", Set.of("config", "tls")),
                    Map.entry("raft", Set.of("command", "config", "state", "tls", "transport")),
                    Map.entry(
                            "cluster",
                            Set.of("command", "config", "raft", "state", "tls", "transport")),
                    Map.entry("catalog", Set.of("cluster", "command", "config", "raft", "state")),
                    Map.entry("frontend", Set.of("config", "observe", "session", "tls")),
                    Map.entry(
                            "execute",
                            Set.of(
                                    "catalog",
                                    "cluster",
                                    "command",
                                    "config",
                                    "frontend",
                                    "observe",
                                    "raft",
                                    "session",
                                    "state")),
                    Map.entry("observe", Set.of("config")),
                    Map.entry(
                            "node",
                            Set.of(
                                    "cluster",
                                    "command",
                                    "config",
                                    "execute",
                                    "frontend",
                                    "observe",
                                    "raft",
                                    "session",
                                    "state",
                                    "tls")),
                    Map.entry("embedded", Set.of("config", "node")),
                    Map.entry("cli", Set.of("config", "node")));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.nextval");

    @Test
    void driverDependsOnNothingElseOfNextval() {
        noClasses()
                .that()
                .resideInAnyPackage(DRIVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.nextval.sql..", "io.nextval.server..")
                .check(CLASSES);
    }

    @Test
    void sqlDependsOnNothingElseOfNextval() {
        noClasses()
                .that()
                .resideInAPackage("io.nextval.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.nextval.server..", DRIVER[0], DRIVER[1], DRIVER[2])
                .check(CLASSES);
    }

    @Test
    void packagesOfTheServerUseOnlyThoseFurtherOnTheWay() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().startsWith(SERVER)) {
                found.add(topLevel(type.getPackageName()));
            }
        }
        assertThat(ARROWS.keySet()).as("packages with a rule").containsAll(found);
        for (String from : found) {
            for (String to : found) {
                if (!from.equals(to) && !ARROWS.getOrDefault(from, Set.of()).contains(to)) {
                    noClasses()
                            .that()
                            .resideInAPackage(SERVER + from + "..")
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(SERVER + to + "..")
                            .check(CLASSES);
                }
            }
        }
    }

    @Test
    void packagesOfTheServerHaveNoCycles() {
        slices().matching(SERVER + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** Whatever is applied must give the same on every node and in every replay. */
    @ParameterizedTest
    @ValueSource(strings = {SERVER + "state..", SERVER + "command.."})
    void replicatedStateIsAPureFunctionOfTheLog(String pure) {
        noClasses()
                .that()
                .resideInAPackage(pure)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.time..",
                        "java.util.concurrent..",
                        "org.apache.ratis..",
                        "org.slf4j..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|SplittableRandom|Locale|Timer)")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(Thread|ThreadLocal|Process|Runtime)(\\$.*)?")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .check(CLASSES);
    }

    @Test
    void librariesStayInThePackageThatIsThereForThem() {
        Map<String, List<String>> homes =
                Map.of(
                        "org.apache.ratis..", List.of("raft", "transport"),
                        "io.netty.channel..", List.of("frontend", "observe", "tls", "transport"),
                        "io.netty.bootstrap..", List.of("frontend", "observe", "transport"),
                        "com.ongres..", List.of("session"),
                        "picocli..", List.of("cli"),
                        "org.jline..", List.of("cli"),
                        "org.HdrHistogram..", List.of("cli"),
                        "org.apache.calcite..", List.of("catalog"),
                        "com.google.common..", List.of("catalog"));
        homes.forEach(
                (library, packages) ->
                        noClasses()
                                .that()
                                .resideInAPackage("io.nextval.server..")
                                .and()
                                .resideOutsideOfPackages(
                                        packages.stream()
                                                .map(name -> SERVER + name + "..")
                                                .toArray(String[]::new))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(library)
                                .check(CLASSES));
    }

    @Test
    void onlyTheCommandLineEndsTheProcessOrPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(SERVER + "cli..")
                .and()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .and()
                .resideOutsideOfPackage("io.nextval.sql.parser..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void serverLogsThroughSlf4jOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.nextval.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..")
                .check(CLASSES);
    }

    /** A test waits for what it waits for, never for some time to pass. */
    @Test
    void testsDoNotSleep() {
        JavaClasses tests =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .importPackages("io.nextval");
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(tests);
    }

    private static String topLevel(String packageName) {
        String name = packageName.substring(SERVER.length());
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
