package io.nextval.hibernate.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page of the documentation whose tables the tests hold. */
final class Documented {
    private Documented() {}

    static String page() {
        try {
            return Files.readString(Path.of(System.getProperty("nextval.docs"), "hibernate.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
