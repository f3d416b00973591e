package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads to wake once the reader role is released; owned by one reader. Waking is put off so that
 * nobody wakes only to find the role taken, and so that what must be sent is on its way first.
 */
final class WakeList {
    private static final @Nullable Thread[] NONE = {};

    private final Thread owner = Thread.currentThread();
    private @Nullable Thread[] threads = NONE;
    private @Nullable Thread[] lateThreads = NONE;
    private int size;
    private int lateSize;

    /** Adds a thread, unless it is the owner itself. */
    void add(Thread thread) {
        if (thread == owner) {
            return;
        }
        if (size == threads.length) {
            threads = Arrays.copyOf(threads, Math.max(16, size * 2));
        }
        threads[size++] = thread;
    }

    /** Adds a thread to be woken after all others. */
    void addLast(Thread thread) {
        if (lateSize == lateThreads.length) {
            lateThreads = Arrays.copyOf(lateThreads, Math.max(4, lateSize * 2));
        }
        lateThreads[lateSize++] = thread;
    }

    void wakeAll() {
        for (int i = 0; i < size; i++) {
            LockSupport.unpark(threads[i]);
            threads[i] = null;
        }
        size = 0;
        for (int i = 0; i < lateSize; i++) {
            LockSupport.unpark(lateThreads[i]);
            lateThreads[i] = null;
        }
        lateSize = 0;
    }
}
