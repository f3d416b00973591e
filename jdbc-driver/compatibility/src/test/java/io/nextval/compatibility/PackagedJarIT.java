package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is in the driver's jar, and what is not. */
@Timeout(60)
final class PackagedJarIT {
    private static final long MEGABYTE = 1_000_000;
    private static final String METADATA = "META-INF/native-image/io.nextval/nextval-jdbc/";

    /** Annotations whose classes need not be there when a program runs. */
    private static final Set<String> ANNOTATIONS =
            Set.of("org.jspecify.annotations", "org.jetbrains.annotations");

    private final Path jar = DriverJar.path();

    @Test
    void isSmallerThanAMegabyte() throws IOException {
        assertThat(Files.size(jar)).isLessThan(MEGABYTE);
    }

    @Test
    void holdsNothingOutsideItsOwnPackages() throws IOException {
        assertThat(DriverJar.files(jar))
                .contains("module-info.class", "io/nextval/jdbc/NextvalDriver.class")
                .contains("io/nextval/jdbc/shaded/scram/client/ScramClient.class")
                .allMatch(
                        name ->
                                name.equals("module-info.class")
                                        || name.matches("io/nextval/.*\\.class")
                                        || name.startsWith("META-INF/"))
                .noneMatch(name -> name.contains("ongres") && name.endsWith(".class"))
                .doesNotHaveDuplicates();
    }

    @Test
    void needsNoOtherClassesThanThoseOfTheJdk() throws IOException {
        assertThat(foreignPackages())
                .allMatch(name -> name.startsWith("java.") || name.startsWith("javax."));
    }

    @Test
    void keepsTheLicencesOfWhatIsInside() throws IOException {
        assertThat(DriverJar.text("META-INF/LICENSE")).contains("Apache License");
        for (String library : List.of("ongres-scram", "ongres-stringprep")) {
            assertThat(DriverJar.text("META-INF/licenses/" + library + ".txt"))
                    .contains("OnGres, Inc.")
                    .contains("Redistributions in binary form must reproduce");
        }
    }

    @Test
    void showsNoDependencyToThoseWhoDependOnIt() throws IOException {
        String pom = DriverJar.text("META-INF/maven/io.nextval/nextval-jdbc/pom.xml");
        List<String> dependencies =
                Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
                        .matcher(pom)
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertThat(dependencies)
                .isNotEmpty()
                .allMatch(each -> each.matches("(?s).*<scope>(test|provided)</scope>.*"));
    }

    @Test
    void isFoundByTheServiceLoaderAlone() throws Exception {
        URL[] urls = {jar.toUri().toURL()};
        try (URLClassLoader alone =
                new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            List<Driver> drivers =
                    ServiceLoader.load(Driver.class, alone).stream()
                            .filter(each -> each.type().getClassLoader() == alone)
                            .map(ServiceLoader.Provider::get)
                            .toList();
            assertThat(drivers).singleElement().satisfies(this::assertIsTheDriver);
        }
    }

    private void assertIsTheDriver(Driver driver) throws Exception {
        assertThat(driver.acceptsURL("jdbc:nextval://localhost/")).isTrue();
        assertThat(driver.acceptsURL("jdbc:postgresql://localhost/")).isFalse();
        assertThat(driver.getPropertyInfo("jdbc:nextval://localhost/", null)).isNotEmpty();
    }

    @Test
    void isAModuleWithOnePublicPackageAndTheDriverAsAService() {
        ModuleDescriptor module =
                ModuleFinder.of(jar).find("io.nextval.jdbc").orElseThrow().descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactly("io.nextval.jdbc");
        assertThat(module.provides())
                .singleElement()
                .satisfies(
                        each -> {
                            assertThat(each.service()).isEqualTo("java.sql.Driver");
                            assertThat(each.providers())
                                    .containsExactly("io.nextval.jdbc.NextvalDriver");
                        });
        assertThat(module.uses()).containsExactly("io.nextval.client.EmbeddedNodes");
        assertThat(tool("jar", "--describe-module", "--file", jar.toString()))
                .contains("exports io.nextval.jdbc\n", "requires java.sql transitive\n");
    }

    @Test
    void requiresExactlyTheModulesThatItsClassesUse() {
        Set<String> required =
                ModuleFinder.of(jar)
                        .find("io.nextval.jdbc")
                        .orElseThrow()
                        .descriptor()
                        .requires()
                        .stream()
                        .map(ModuleDescriptor.Requires::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used =
                tool("jdeps", "--ignore-missing-deps", "--list-deps", jar.toString())
                        .lines()
                        .map(String::strip)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(required).isEqualTo(used);
    }

    @Test
    void isABundleThatImportsWhatItsClassesUse() throws IOException {
        Attributes manifest;
        try (JarFile file = new JarFile(jar.toFile())) {
            manifest = file.getManifest().getMainAttributes();
        }
        assertThat(manifest.getValue("Bundle-SymbolicName")).isEqualTo("io.nextval.jdbc");
        assertThat(manifest.getValue("Bundle-ManifestVersion")).isEqualTo("2");
        assertThat(manifest.getValue("Export-Package")).startsWith("io.nextval.jdbc;version=");
        assertThat(manifest.getValue("Provide-Capability"))
                .contains("osgi.serviceloader=\"java.sql.Driver\"");
        assertThat(Set.of(manifest.getValue("Import-Package").split(",")))
                .containsAll(
                        foreignPackages().stream()
                                .filter(name -> !name.startsWith("java."))
                                .toList());
    }

    @Test
    void tellsNativeImagesOfClassesThatExist() throws Exception {
        for (String file : List.of("reachability-metadata.json", "reflect-config.json")) {
            List<String> names =
                    Pattern.compile("\"(?:type|name)\": \"(io\\.nextval[^\"]*)\"")
                            .matcher(DriverJar.text(METADATA + file))
                            .results()
                            .map(match -> match.group(1))
                            .toList();
            assertThat(names).contains("io.nextval.jdbc.NextvalDriver");
            for (String name : names) {
                assertThat(Class.forName(name).getConstructor().newInstance()).isNotNull();
            }
        }
        assertThat(DriverJar.text(METADATA + "resource-config.json"))
                .contains("META-INF/services/java.sql.Driver");
    }

    @Test
    void hasItsSourcesAndItsDocumentationBesideIt() throws IOException {
        assertThat(DriverJar.files(DriverJar.beside("sources")))
                .contains(
                        "io/nextval/jdbc/NextvalDriver.java",
                        "io/nextval/client/Clients.java",
                        "io/nextval/wire/FrameCodec.java");
        assertThat(DriverJar.files(DriverJar.beside("javadoc")))
                .contains("index.html", "io/nextval/jdbc/NextvalDriver.html")
                .noneMatch(name -> name.startsWith("io/nextval/client/"))
                .noneMatch(name -> name.contains("/shaded/"));
    }

    /** Packages outside the jar whose classes those in the jar use; annotations aside. */
    private Set<String> foreignPackages() throws IOException {
        Set<String> found = new TreeSet<>();
        JavaClasses classes;
        try (JarFile file = new JarFile(jar.toFile())) {
            classes = new ClassFileImporter().importJar(file);
        }
        for (JavaClass type : classes) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> !target.isPrimitive())
                    .map(JavaClass::getPackageName)
                    .filter(name -> !name.startsWith("io.nextval"))
                    .filter(name -> !ANNOTATIONS.contains(name))
                    .forEach(found::add);
        }
        assertThat(found).contains("java.sql");
        return found;
    }

    private static String tool(String name, String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter printer = new PrintWriter(out);
        int code = ToolProvider.findFirst(name).orElseThrow().run(printer, printer, arguments);
        assertThat(code).as("%s %s%n%s", name, Stream.of(arguments).toList(), out).isZero();
        return out.toString().replace("\r", "");
    }
}
