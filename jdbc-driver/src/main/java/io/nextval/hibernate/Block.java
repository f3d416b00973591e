package io.nextval.hibernate;

import org.hibernate.HibernateException;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The values of one sequence that are taken and not yet given, for one tenant. Any thread.
 *
 * <p>The lock is held while more are drawn, since all who come meanwhile need them. It can not
 * close a circle: drawing needs a connection to the cluster, and nobody who waits here has one.
 */
final class Block {
    private static final String EXHAUSTED = "2200H";
    private static final long[] NONE = {};

    private final NextvalCluster cluster;
    private final SequenceName sequence;
    private final int sizeMax;
    private final ReentrantLock lock = new ReentrantLock();

    // What follows is guarded by the lock.
    private long[] values = NONE;
    private int given;
    private int size;

    Block(NextvalCluster cluster, SequenceName sequence, int sizeMax) {
        this.cluster = cluster;
        this.sequence = sequence;
        this.sizeMax = sizeMax;
        this.size = sizeMax;
    }

    SequenceName sequence() {
        return sequence;
    }

    long next() {
        lock.lock();
        try {
            if (given == values.length) {
                values = draw();
                given = 0;
            }
            return values[given++];
        } finally {
            lock.unlock();
        }
    }

    /** A draw gives all or nothing, so at a sequence's end less and less is asked for. */
    private long[] draw() throws HibernateException {
        while (true) {
            try {
                long[] drawn = cluster.draw(sequence, size);
                size = (int) Math.min(sizeMax, size * 2L);
                return drawn;
            } catch (SQLException e) {
                if (size == 1 || !EXHAUSTED.equals(e.getSQLState())) {
                    throw ClusterErrors.of("could not draw from sequence " + sequence, e);
                }
                size /= 2;
            }
        }
    }
}
