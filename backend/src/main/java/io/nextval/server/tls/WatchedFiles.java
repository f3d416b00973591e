package io.nextval.server.tls;

import io.nextval.client.tls.TlsException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The contexts of the files as they are now. Whoever opens a connection asks; the files are looked
 * at once a second at most and read when they have changed. If what is there can not be used, for
 * example while only one file of a pair has been replaced, the contexts stay as they were and the
 * files are tried again. Any thread; never waits for another one.
 */
final class WatchedFiles {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Contexts.Files files;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Contexts current;
    private volatile long lookedNanos = System.nanoTime();

    /** What {@code current} was made of, and what was last found unusable. */
    private List<String> stamps;

    private @Nullable List<String> unusable;

    /** Reads the files for the first time. */
    WatchedFiles(Contexts.Files files) throws TlsException {
        this.files = files;
        this.stamps = stamps();
        this.current = Contexts.load(files);
        warnIfReadable(files.key());
    }

    Contexts current() {
        if (System.nanoTime() - lookedNanos >= LOOK_NANOS && looking.tryLock()) {
            try {
                look();
                lookedNanos = System.nanoTime();
            } finally {
                looking.unlock();
            }
        }
        return current;
    }

    private void look() {
        List<String> found = stamps();
        if (found.equals(stamps)) {
            return;
        }
        try {
            Contexts read = Contexts.load(files);
            if (!found.equals(stamps())) {
                return; // being written right now: the next look sees the rest
            }
            current = read;
            stamps = found;
            unusable = null;
            LOG.info(
                    "new certificate for new connections: {}, valid until {}",
                    read.certificate().getSubjectX500Principal(),
                    read.certificate().getNotAfter().toInstant());
        } catch (TlsException e) {
            if (!found.equals(unusable)) {
                LOG.error(
                        "the certificate stays the one until {}, since the new files can not be"
                                + " used: {}",
                        current.certificate().getNotAfter().toInstant(),
                        e.getMessage());
            }
            unusable = found;
        }
    }

    private List<String> stamps() {
        List<String> found = new ArrayList<>();
        found.add(stamp(files.cert()));
        found.add(stamp(files.key()));
        Path ca = files.ca();
        if (ca != null) {
            found.add(stamp(ca));
        }
        return found;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.fileKey() + " " + now.size() + " " + now.lastModifiedTime();
        } catch (IOException e) {
            return "none";
        }
    }

    private static void warnIfReadable(Path key) {
        try {
            Set<PosixFilePermission> all = Files.getPosixFilePermissions(key);
            if (all.contains(PosixFilePermission.OTHERS_READ)) {
                LOG.warn("tls_key {} can be read by every user of this machine: chmod 600", key);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("permissions of {} are not known", key, e);
        }
    }
}
