package io.nextval.compatibility;

import io.nextval.jdbc.NextvalDriver;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The packed driver that these tests run with, and what the build packed beside it. */
final class DriverJar {
    private DriverJar() {}

    /** The jar; fails if the tests run with a folder of classes instead. */
    static Path path() {
        CodeSource source = NextvalDriver.class.getProtectionDomain().getCodeSource();
        try {
            Path path = Path.of(source == null ? URI.create("") : source.getLocation().toURI());
            if (!Files.isRegularFile(path)) {
                throw new IllegalStateException(path + " is not the packed driver");
            }
            return path;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The jar beside it with this classifier. */
    static Path beside(String classifier) {
        String name = path().getFileName().toString().replace(".jar", "-" + classifier + ".jar");
        return path().resolveSibling(name);
    }

    /** Names of the files in a jar. */
    static List<String> files(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).toList();
        }
    }

    /** A file of the driver's jar as text. */
    static String text(String name) throws IOException {
        try (JarFile file = new JarFile(path().toFile())) {
            ZipEntry entry = file.getEntry(name);
            if (entry == null) {
                throw new IOException(name + " is not in " + path());
            }
            return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
