package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The plans that were used last, by schema and text; long texts are not kept. */
final class PlanCache {
    private record Key(String schema, String sql) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, PreparedPlan> plans = new LinkedHashMap<>(16, 0.75f, true);

    @Nullable PreparedPlan get(String schema, String sql) {
        lock.lock();
        try {
            return plans.get(new Key(schema, sql));
        } finally {
            lock.unlock();
        }
    }

    void put(PreparedPlan plan) {
        if (plan.sql().length() > ClientLimits.CACHED_SQL_CHARS_MAX) {
            return;
        }
        lock.lock();
        try {
            plans.put(new Key(plan.schema(), plan.sql()), plan);
            if (plans.size() > ClientLimits.CACHED_PLANS_MAX) {
                plans.remove(plans.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return plans.size();
        } finally {
            lock.unlock();
        }
    }
}
