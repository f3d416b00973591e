package io.nextval.server.state;

import io.nextval.server.command.SchemaRef;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;

/**
 * The catalog's schemas. Public is always there, as number 0; ids count from 1 and are never used
 * again. Changed by the applying thread only; {@link #list} is for any thread.
 */
final class Schemas {
    static final String PUBLIC = "public";

    private final TreeMap<String, Long> idByName = new TreeMap<>();
    private long lastId;
    private volatile List<SchemaInfo> list = List.of();

    Schemas() {
        put(PUBLIC, 0);
    }

    Answer create(String name, boolean ifNotExists) {
        if (reserved(name)) {
            return Refusals.reservedSchema(name);
        }
        if (idByName.containsKey(name)) {
            return ifNotExists ? Answers.schemaExists(name) : Refusals.schemaExists(name);
        }
        if (idByName.size() >= StateLimits.SCHEMAS_MAX) {
            return Refusals.tooManySchemas();
        }
        lastId = Math.addExact(lastId, 1);
        put(name, lastId);
        return Answers.DONE;
    }

    /** True for the names of the system's own schemas and those that are kept for them. */
    static boolean reserved(String name) {
        return name.startsWith("pg_")
                || name.equals("information_schema")
                || name.equals("nextval");
    }

    @Nullable SchemaRef find(String name) {
        Long id = idByName.get(name);
        return id == null ? null : new SchemaRef(id, name);
    }

    void remove(SchemaRef schema) {
        if (!idByName.remove(schema.name(), schema.id())) {
            throw new BrokenStateException("schema " + schema + " was dropped by another task");
        }
        publish();
    }

    void put(String name, long id) {
        idByName.put(name, id);
        publish();
    }

    boolean idsDiffer() {
        return new HashSet<>(idByName.values()).size() == idByName.size();
    }

    private void publish() {
        List<SchemaInfo> infos = new ArrayList<>(idByName.size());
        idByName.forEach((name, id) -> infos.add(new SchemaInfo(name, id)));
        list = List.copyOf(infos);
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
