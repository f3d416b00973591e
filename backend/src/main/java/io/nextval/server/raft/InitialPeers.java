package io.nextval.server.raft;

import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RaftConfigurationProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.util.AtomicFileOutputStream;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Ratis learns the members of a recovered group from the first entry of its log. A node that stops
 * between creating a group and having that entry would come back with no members, and never elect
 * anybody; so before recovery the members are written to where Ratis looks first.
 */
final class InitialPeers {
    /** Ratis refuses -1 here; an index of the log would stand in the way of the entry itself. */
    private static final long BEFORE_EVERY_ENTRY = -2;

    private InitialPeers() {}

    /** Gives each group in the storage folder its members, if none were ever written there. */
    static void write(Path storage, List<RaftPeer> peers) throws IOException {
        if (!Files.isDirectory(storage)) {
            return;
        }
        try (DirectoryStream<Path> groups = Files.newDirectoryStream(storage)) {
            for (Path group : groups) {
                Path current = group.resolve("current");
                Path members = current.resolve("raft-meta.conf");
                if (Files.exists(current.resolve("raft-meta")) && !Files.exists(members)) {
                    write(members, entry(peers));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static LogEntryProto entry(List<RaftPeer> peers) {
        RaftConfigurationProto.Builder members = RaftConfigurationProto.newBuilder();
        peers.forEach(peer -> members.addPeers(peer.getRaftPeerProto()));
        return LogEntryProto.newBuilder()
                .setIndex(BEFORE_EVERY_ENTRY)
                .setConfigurationEntry(members)
                .build();
    }

    private static void write(Path file, LogEntryProto entry) throws IOException {
        try (AtomicFileOutputStream out = new AtomicFileOutputStream(file.toFile())) {
            entry.writeTo(out);
        }
    }
}
