package io.nextval.server.raft;

import io.nextval.server.state.GroupState;

import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.MD5FileUtil;
import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The snapshot files of one group. A snapshot counts once its file, its checksum file and their
 * folder are on the disk; only then may the log before it go.
 */
final class SnapshotFiles {
    private final SimpleStateMachineStorage storage;

    SnapshotFiles(SimpleStateMachineStorage storage) {
        this.storage = storage;
    }

    /** Writes the snapshot of the state after {@code at}; durable when this returns. */
    void write(byte[] snapshot, TermIndex at) throws IOException {
        File file = storage.getSnapshotFile(at.getTerm(), at.getIndex());
        Path temporary = Path.of(file.getPath() + ".tmp");
        try (FileChannel out =
                FileChannel.open(
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(snapshot);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(temporary, file.toPath(), StandardCopyOption.ATOMIC_MOVE);
        MD5Hash digest = MD5FileUtil.computeAndSaveMd5ForFile(file);
        forceFolder(file);
        storage.updateLatestSnapshot(
                new SingleFileSnapshotInfo(new FileInfo(file.toPath(), digest), at));
    }

    /** A state as of a log position. */
    record Loaded(GroupState state, TermIndex at) {}

    /**
     * Reads the newest snapshot on the disk; null if there is none yet.
     *
     * @throws IOException if it can not be read or does not match its checksum
     */
    @Nullable Loaded load() throws IOException {
        SingleFileSnapshotInfo info = storage.loadLatestSnapshot();
        if (info == null) {
            return null;
        }
        File file = info.getFile().getPath().toFile();
        MD5Hash digest = info.getFile().getFileDigest();
        if (digest == null) {
            throw new IOException("the snapshot " + file + " has no checksum file beside it");
        }
        MD5FileUtil.verifySavedMD5(file, digest);
        return new Loaded(
                GroupState.restore(Files.readAllBytes(file.toPath())), info.getTermIndex());
    }

    /** Makes a snapshot that Ratis received from the leader durable. */
    void forceInstalled() throws IOException {
        SingleFileSnapshotInfo info = storage.loadLatestSnapshot();
        if (info != null) {
            File file = info.getFile().getPath().toFile();
            try (FileChannel channel = FileChannel.open(file.toPath(), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            forceFolder(file);
        }
    }

    private static void forceFolder(File file) throws IOException {
        Path folder = file.toPath().toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
