package io.nextval.server.cluster;

import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * A node's data folder, locked for this process:
 *
 * <pre>
 *   lock              held while a node uses the folder
 *   node.properties   {@link Identity}
 *   raft/             one folder a group, written by Ratis
 * </pre>
 */
final class DataFolder implements AutoCloseable {
    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Creates the folder if need be and locks it.
     *
     * @throws StartupException exit code 3, if another process has it or it can not be written
     */
    static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel file =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(file);
            if (lock == null) {
                file.close();
                throw data(
                        "the data folder "
                                + folder
                                + " is in use by another node; give each node a folder of its own",
                        null);
            }
            return new DataFolder(folder, file, lock);
        } catch (IOException e) {
            throw data(
                    "the data folder "
                            + folder
                            + " can not be written ("
                            + e.getClass().getSimpleName()
                            + ": "
                            + e.getMessage()
                            + "); check that it is a folder and its owner and permissions",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path path() {
        return folder;
    }

    Path raft() {
        return folder.resolve("raft");
    }

    /** Who owns the folder; null if nobody has used it yet. */
    @Nullable Identity identity() {
        Path file = folder.resolve("node.properties");
        if (!Files.exists(file)) {
            if (Files.exists(raft())) {
                throw data(
                        file
                                + " is missing though there is a Raft log beside it; restore it, or"
                                + " remove this node from the cluster and add it again with an"
                                + " empty folder",
                        null);
            }
            return null;
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw data(file + " can not be read: " + e.getMessage(), e);
        }
        return Identity.of(properties, file.toString());
    }

    /** Writes the identity so that it is either the old or the new one after a crash. */
    void save(Identity identity) {
        Path file = folder.resolve("node.properties");
        Path temporary = folder.resolve("node.properties.tmp");
        try {
            try (FileChannel channel =
                            FileChannel.open(
                                    temporary,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                identity.toProperties().store(out, "Identity of this Nextval node; do not edit");
                channel.force(true);
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw data(file + " can not be written: " + e.getMessage(), e);
        }
    }

    private static StartupException data(String message, @Nullable Throwable cause) {
        return cause == null
                ? new StartupException(StartupException.EXIT_DATA, message)
                : new StartupException(StartupException.EXIT_DATA, message, cause);
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw data("the lock of " + folder + " can not be released: " + e.getMessage(), e);
        }
    }
}
