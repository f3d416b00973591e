package io.nextval.server.embedded;

import io.nextval.server.node.Node;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** At the end of the JVM: stops a memory node and removes the folder it worked in. */
final class MemoryCleaner implements Runnable {
    private final Node node;

    MemoryCleaner(Node node) {
        this.node = node;
    }

    @Override
    public void run() {
        node.close();
        delete(node.dataFolder());
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<File> deepestFirst =
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).toList();
            deepestFirst.forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("can not remove " + folder, e);
        }
    }
}
