package io.nextval.server.raft;

import io.nextval.server.transport.PeerRpcType;

import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

import java.nio.file.Path;
import java.util.List;

/**
 * The settings that Ratis runs with here. Each line that differs from Ratis' default has its reason
 * in {@code docs/decisions/ratis-settings.md}.
 */
final class RaftSettings {
    private static final long SNAPSHOT_ENTRIES =
            Long.getLong("nextval.raft.snapshotThreshold", 100_000);
    private static final long LOG_ENTRIES_KEPT = Long.getLong("nextval.raft.logPreserve", 10_000);

    private RaftSettings() {}

    /** Properties of the server with this folder; single: no other members exist. */
    static RaftProperties server(Path storage, boolean single) {
        RaftProperties p = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(p, List.of(storage.toFile()));
        RaftConfigKeys.Rpc.setType(p, new PeerRpcType());
        elections(p, single);
        log(p);
        snapshots(p);
        threads(p);
        return p;
    }

    /** Properties of a short-lived client to the Raft port of a peer. */
    static RaftProperties client() {
        RaftProperties p = new RaftProperties();
        RaftConfigKeys.Rpc.setType(p, new PeerRpcType());
        org.apache.ratis.client.RaftClientConfigKeys.Rpc.setRequestTimeout(p, millis(5_000));
        return p;
    }

    private static void elections(RaftProperties p, boolean single) {
        RaftServerConfigKeys.Rpc.setTimeoutMin(p, millis(single ? 50 : 1_500));
        RaftServerConfigKeys.Rpc.setTimeoutMax(p, millis(single ? 100 : 3_000));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(p, millis(single ? 10 : 200));
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(p, millis(single ? 20 : 600));
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(p, millis(4_000));
        RaftServerConfigKeys.setCloseThreshold(p, TimeDuration.ONE_DAY);
        RaftServerConfigKeys.RetryCache.setExpiryTime(p, millis(5_000));
    }

    private static void log(RaftProperties p) {
        SizeInBytes entryMax = SizeInBytes.valueOf("1MB");
        RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(p, false);
        RaftServerConfigKeys.Log.setLogMetadataEnabled(p, false);
        RaftServerConfigKeys.Log.setWriteBufferSize(
                p, SizeInBytes.valueOf(entryMax.getSizeInt() + 8));
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(p, entryMax);
        RaftServerConfigKeys.Log.Appender.setWaitTimeMin(p, TimeDuration.ZERO);
        RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(p, true);
        RaftServerConfigKeys.Log.Appender.setSnapshotChunkSizeMax(p, entryMax);
        RaftServerConfigKeys.Log.setPreallocatedSize(p, SizeInBytes.valueOf("512KB"));
        RaftServerConfigKeys.Log.setSegmentSizeMax(p, SizeInBytes.valueOf("4MB"));
        RaftServerConfigKeys.Log.setSegmentCacheNumMax(p, 2);
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(p, false);
        RaftServerConfigKeys.Log.setAsyncFlushEnabled(p, false);
        RaftServerConfigKeys.Log.setPurgeGap(p, 1);
    }

    private static void snapshots(RaftProperties p) {
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(p, true);
        RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(p, SNAPSHOT_ENTRIES);
        RaftServerConfigKeys.Snapshot.setCreationGap(p, 1);
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(p, false);
        RaftServerConfigKeys.Snapshot.setRetentionFileNum(p, 2);
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(p, true);
        RaftServerConfigKeys.Log.setPurgePreservationLogNum(p, LOG_ENTRIES_KEPT);
    }

    private static void threads(RaftProperties p) {
        RaftServerConfigKeys.ThreadPool.setServerCached(p, false);
        RaftServerConfigKeys.ThreadPool.setServerSize(p, 4);
        RaftServerConfigKeys.ThreadPool.setClientCached(p, false);
        RaftServerConfigKeys.ThreadPool.setClientSize(p, 4);
    }

    private static TimeDuration millis(long n) {
        return TimeDuration.valueOf(n, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
}
