package io.nextval.server.cli;

import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder of a cluster on this machine: data and logs of its nodes.
 *
 * @param temporary true if the folder was made for one run, and is deleted after it
 */
record ClusterFolder(Path path, boolean temporary) {

    /** The given folder, made if it is missing; for null a new temporary one. */
    static ClusterFolder of(@Nullable Path given) throws IOException {
        if (given == null) {
            return new ClusterFolder(Files.createTempDirectory("nextval-"), true);
        }
        try {
            return new ClusterFolder(Files.createDirectories(given).toRealPath(), false);
        } catch (IOException e) {
            throw new StartupException(
                    StartupException.EXIT_DATA, "can not use the folder " + given + ": " + e, e);
        }
    }

    void deleteIfTemporary() {
        if (temporary) {
            try {
                delete(true);
            } catch (IOException e) {
                // What is left lies in the system's folder for temporary files.
            }
        }
    }

    /** Empties a temporary folder. */
    void clear() throws IOException {
        if (!temporary) {
            throw new IllegalStateException(path + " is not ours to empty");
        }
        delete(false);
    }

    private void delete(boolean withFolder) throws IOException {
        Files.walkFileTree(
                path,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException e) throws IOException {
                        if (e != null) {
                            throw e;
                        }
                        if (withFolder || !directory.equals(path)) {
                            Files.delete(directory);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
