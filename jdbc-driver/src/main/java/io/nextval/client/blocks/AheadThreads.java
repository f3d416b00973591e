package io.nextval.client.blocks;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that ask for reservations ahead of need. Callers read the driver's sockets, and a
 * caller that finds a value in a block must not: so somebody else has to wait for the answer. There
 * are threads only while there is such work, plus some seconds; they are daemons, and keep no
 * application's class loader alive.
 */
final class AheadThreads {
    private static final ThreadPoolExecutor THREADS =
            new ThreadPoolExecutor(
                    0,
                    BlockLimits.THREADS_MAX,
                    BlockLimits.THREAD_IDLE_MILLIS,
                    TimeUnit.MILLISECONDS,
                    new SynchronousQueue<>(),
                    AheadThreads::thread);

    private AheadThreads() {}

    /** Runs the task now; false if all threads are busy, or none can be had. */
    static boolean run(Runnable task) {
        try {
            THREADS.execute(task);
            return true;
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            return false;
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "nextval-reserve-ahead", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(AheadThreads.class.getClassLoader());
        return thread;
    }
}
