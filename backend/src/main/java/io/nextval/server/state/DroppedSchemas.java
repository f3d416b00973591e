package io.nextval.server.state;

import java.util.Map;
import java.util.TreeMap;

/**
 * The ids of the schemas that were dropped, as runs of neighbours. Ids are never used again, and
 * between two runs there is at least one schema that exists, so there are never many runs. The
 * applying thread only.
 */
final class DroppedSchemas {
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    boolean contains(long id) {
        if (lastByFirst.isEmpty()) {
            return false;
        }
        Map.Entry<Long, Long> run = lastByFirst.floorEntry(id);
        return run != null && run.getValue() >= id;
    }

    void add(long id) {
        if (contains(id)) {
            return;
        }
        long first = id;
        long last = id;
        Map.Entry<Long, Long> before = lastByFirst.lowerEntry(id);
        if (before != null && before.getValue() == id - 1) {
            first = before.getKey();
        }
        Long behind = lastByFirst.remove(id + 1);
        if (behind != null) {
            last = behind;
        }
        lastByFirst.put(first, last);
    }

    /** Adds a run that touches none of those before. */
    void addRun(long first, long last) {
        lastByFirst.put(first, last);
    }

    /** Last id of each run by its first, ascending. */
    Map<Long, Long> runs() {
        return lastByFirst;
    }
}
