package io.nextval.examples.ledger;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Entries by number, each written once: what stands under a number stays. Here it is a folder with
 * a file for each entry; an object store with "put if absent" or a table with a primary key will do
 * as well.
 */
final class EntryLog {
    static final String VOID = "void";
    private static final long POLL_MILLIS = 5;

    private final Path folder;

    private EntryLog(Path folder) {
        this.folder = folder;
    }

    static EntryLog in(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IllegalArgumentException(folder + " is not empty; name a new folder");
            }
        }
        return new EntryLog(folder);
    }

    /** Puts an entry, as a whole; returns false if something stands under the number already. */
    boolean put(long number, String entry) throws IOException {
        Path draft = Files.createTempFile(folder, "draft", "");
        try {
            Files.writeString(draft, entry);
            Files.createLink(file(number), draft); // atomic, and fails if there is such a file
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.delete(draft);
        }
    }

    Optional<String> get(long number) throws IOException {
        return Files.exists(file(number))
                ? Optional.of(Files.readString(file(number)))
                : Optional.empty();
    }

    /** Waits for an entry, but not longer than this. */
    Optional<String> awaitEntry(long number, Duration patience)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<String> entry = get(number);
        while (entry.isEmpty() && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            entry = get(number);
        }
        return entry;
    }

    private Path file(long number) {
        return folder.resolve(Long.toString(number));
    }
}
