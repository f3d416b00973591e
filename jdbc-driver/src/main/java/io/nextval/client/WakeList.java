package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads to wake once the reader role is released; owned by one reader. Waking is put off so that
 * nobody wakes only to find the role taken, and so that the next request is on its way first.
 */
final class WakeList {
    private static final @Nullable Thread[] NONE = {};

    private final Thread owner = Thread.currentThread();
    private @Nullable Thread[] threads = NONE;
    private int size;

    /** Adds a thread, unless it is the owner itself or was added last. */
    void add(Thread thread) {
        if (thread == owner || (size > 0 && threads[size - 1] == thread)) {
            return;
        }
        if (size == threads.length) {
            threads = Arrays.copyOf(threads, Math.max(16, size * 2));
        }
        threads[size++] = thread;
    }

    void wakeAll() {
        for (int i = 0; i < size; i++) {
            LockSupport.unpark(threads[i]);
            threads[i] = null;
        }
        size = 0;
    }
}
