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
import java.lang.module.ModuleDescriptor.Requires.Modifier;
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
import java.util.function.Predicate;
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

    /** Packages that only those use who have the library that they are for. */
    private static final Set<String> INTEGRATIONS =
            Set.of("io.nextval.hibernate", "io.nextval.spring");

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
        assertThat(usedBy(type -> !isIntegration(type)))
                .allMatch(name -> name.startsWith("java.") || name.startsWith("javax."))
                .noneMatch(INTEGRATIONS::contains);
    }

    @Test
    void holdsIntegrationsThatAreFoundByTheirServiceFiles() throws IOException {
        assertThat(usedBy(PackagedJarIT::isIntegration))
                .contains("org.hibernate.generator", "org.springframework.core.env");
        String services = "META-INF/services/org.hibernate.";
        assertThat(DriverJar.text(services + "engine.jdbc.dialect.spi.DialectResolver"))
                .isEqualToIgnoringNewLines("io.nextval.hibernate.NextvalDialectResolver");
        assertThat(DriverJar.text(services + "service.spi.ServiceContributor"))
                .isEqualToIgnoringNewLines("io.nextval.hibernate.NextvalServices");
        List<String> named =
                Pattern.compile("io\\.nextval\\.\\w+\\.\\w+")
                        .matcher(DriverJar.text("META-INF/spring.factories"))
                        .results()
                        .map(match -> match.group().replace('.', '/') + ".class")
                        .toList();
        assertThat(named).isNotEmpty();
        assertThat(DriverJar.files(jar)).containsAll(named);
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
    void isAModuleOfTheDriverAndItsIntegrationsWithTheirServices() {
        ModuleDescriptor module =
                ModuleFinder.of(jar).find("io.nextval.jdbc").orElseThrow().descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .containsExactlyInAnyOrder("io.nextval.jdbc", "io.nextval.hibernate");
        assertThat(module.opens())
                .extracting(ModuleDescriptor.Opens::source)
                .containsExactly("io.nextval.spring");
        assertThat(module.provides())
                .extracting(each -> each.service() + " by " + each.providers())
                .containsExactly("java.sql.Driver by [io.nextval.jdbc.NextvalDriver]");
        assertThat(module.uses())
                .containsExactlyInAnyOrder("io.nextval.client.EmbeddedNodes", "java.sql.Driver");
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
                        .filter(each -> !each.modifiers().contains(Modifier.STATIC))
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
        Set<String> imports = Set.of(manifest.getValue("Import-Package").split(","));
        assertThat(imports).containsAll(withoutJava(usedBy(type -> !isIntegration(type))));
        Set<String> optional = withoutJava(usedBy(PackagedJarIT::isIntegration));
        assertThat(imports)
                .containsAll(
                        optional.stream()
                                .filter(name -> !name.startsWith("javax."))
                                .map(name -> name + ";resolution:=optional")
                                .toList())
                .containsAll(optional.stream().filter(name -> name.startsWith("javax.")).toList());
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
            assertThat(names).contains("io.nextval.hibernate.NextvalSequenceGenerator");
            for (String name : names) {
                if (name.startsWith("io.nextval.hibernate.")) {
                    assertThat(DriverJar.files(jar)).contains(name.replace('.', '/') + ".class");
                } else {
                    assertThat(Class.forName(name).getConstructor().newInstance()).isNotNull();
                }
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
                .contains("io/nextval/hibernate/NextvalSequence.html")
                .noneMatch(name -> name.startsWith("io/nextval/routing/"))
                .noneMatch(name -> name.startsWith("io/nextval/spring/"))
                .noneMatch(name -> name.startsWith("io/nextval/client/"))
                .noneMatch(name -> name.contains("/shaded/"));
    }

    private static boolean isIntegration(JavaClass type) {
        return INTEGRATIONS.contains(type.getPackageName());
    }

    private static Set<String> withoutJava(Set<String> packages) {
        return packages.stream()
                .filter(name -> !name.startsWith("java."))
                .filter(name -> !name.startsWith("io.nextval"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Packages outside the jar, and of integrations, that those classes use; annotations aside. */
    private Set<String> usedBy(Predicate<JavaClass> which) throws IOException {
        Set<String> found = new TreeSet<>();
        JavaClasses classes;
        try (JarFile file = new JarFile(jar.toFile())) {
            classes = new ClassFileImporter().importJar(file);
        }
        for (JavaClass type : classes) {
            if (!which.test(type)) {
                continue;
            }
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> !target.isPrimitive())
                    .map(JavaClass::getPackageName)
                    .filter(
                            name ->
                                    !name.startsWith("io.nextval")
                                            || (INTEGRATIONS.contains(name)
                                                    && !isIntegration(type)))
                    .filter(name -> !ANNOTATIONS.contains(name))
                    .forEach(found::add);
        }
        assertThat(found).contains("java.lang");
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
