package io.nextval.server.state;

import io.nextval.server.command.SchemaRef;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.TreeMap;

/**
 * The catalog's schemas. Public is always there, as number 0; ids count from 1 and are never used
 * again. Changed by the applying thread only; {@link #list} is for any thread.
 */
final class Schemas {
    static final String PUBLIC = "public";

    private static final SchemaInfo NEW_PUBLIC = new SchemaInfo(PUBLIC, 0);

    private final TreeMap<String, SchemaInfo> byName = new TreeMap<>();
    private long lastId;
    private volatile List<SchemaInfo> list = List.of();

    Schemas() {
        put(NEW_PUBLIC);
    }

    Answer create(String name, boolean ifNotExists, long owner) {
        if (reserved(name)) {
            return Refusals.reservedSchema(name);
        }
        if (byName.containsKey(name)) {
            return ifNotExists ? Answers.schemaExists(name) : Refusals.schemaExists(name);
        }
        if (byName.size() >= StateLimits.SCHEMAS_MAX) {
            return Refusals.tooManySchemas();
        }
        lastId = Math.addExact(lastId, 1);
        put(new SchemaInfo(name, lastId, owner, List.of()));
        return Answers.DONE;
    }

    /** True for the names of the system's own schemas and those that are kept for them. */
    static boolean reserved(String name) {
        return name.startsWith("pg_")
                || name.equals("information_schema")
                || name.equals("nextval");
    }

    @Nullable SchemaRef find(String name) {
        SchemaInfo schema = byName.get(name);
        return schema == null ? null : new SchemaRef(schema.id(), name);
    }

    @Nullable SchemaInfo info(String name) {
        return byName.get(name);
    }

    SchemaInfo publicSchema() {
        return byName.getOrDefault(PUBLIC, NEW_PUBLIC);
    }

    void remove(SchemaRef schema) {
        SchemaInfo known = byName.remove(schema.name());
        if (known == null || known.id() != schema.id()) {
            throw new BrokenStateException("schema " + schema + " was dropped by another task");
        }
        publish();
    }

    void put(SchemaInfo schema) {
        byName.put(schema.name(), schema);
        publish();
    }

    boolean idsDiffer() {
        return byName.values().stream().map(SchemaInfo::id).distinct().count() == byName.size();
    }

    private void publish() {
        list = List.copyOf(byName.values());
    }

    /** By name. Any thread. */
    List<SchemaInfo> list() {
        return list;
    }

    long lastId() {
        return lastId;
    }

    void setLastId(long id) {
        lastId = id;
    }
}
