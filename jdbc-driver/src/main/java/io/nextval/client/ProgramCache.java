package io.nextval.client;

import io.nextval.wire.NameArgument;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The programs that were used last, by schema, text and the sequence names in place of parameters;
 * long texts are not kept, nor are those of statements about users, which may hold a password.
 */
final class ProgramCache {
    /** The kinds of statements whose texts may hold a password. */
    private static final Set<String> SECRET = Set.of("CREATE ROLE", "ALTER ROLE", "DROP ROLE");

    private record Key(String schema, String sql, List<NameArgument> names) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, PreparedProgram> programs = new LinkedHashMap<>(16, 0.75f, true);

    @Nullable PreparedProgram get(String schema, String sql, List<NameArgument> names) {
        lock.lock();
        try {
            return programs.get(new Key(schema, sql, names));
        } finally {
            lock.unlock();
        }
    }

    void put(PreparedProgram program) {
        if (chars(program) > ClientLimits.CACHED_SQL_CHARS_MAX
                || SECRET.contains(program.program().tag())) {
            return;
        }
        lock.lock();
        try {
            programs.put(new Key(program.schema(), program.sql(), program.names()), program);
            if (programs.size() > ClientLimits.CACHED_PROGRAMS_MAX) {
                programs.remove(programs.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return programs.size();
        } finally {
            lock.unlock();
        }
    }

    private static long chars(PreparedProgram program) {
        long chars = program.sql().length();
        for (NameArgument name : program.names()) {
            chars += name.text().length();
        }
        return chars;
    }
}
