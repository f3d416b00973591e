package io.nextval.server.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/** Checks that bytes from outside can not make a reader allocate much more than they are. */
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The longest list of references, and then some. */
    private static final long BYTES_FREE = 1 << 20;

    private Allocation() {}

    /**
     * Runs the action, which may allocate so many times the bytes of its input. It runs once more
     * if it does not keep to that, since it may have loaded classes.
     */
    public static void bounded(byte[] input, int times, Runnable action) {
        long limit = BYTES_FREE + (long) times * input.length;
        if (allocated(action) >= limit) {
            assertThat(allocated(action))
                    .as("bytes allocated for %s bytes of input", input.length)
                    .isLessThan(limit);
        }
    }

    private static long allocated(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
