package io.nextval.server.state;

import io.nextval.server.command.Command;
import io.nextval.server.command.GrantChange;
import io.nextval.server.command.NodeRecord;
import io.nextval.server.command.Privileges;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The catalog's part of the state: nodes, the slot map, schemas, users and tasks. Changed by the
 * applying thread only; what the accessors give is immutable and may be read by any thread.
 */
final class Catalog {
    /** How the cluster as a whole is called where PostgreSQL names a database. */
    private static final String DATABASE = "nextval";

    private final TreeMap<String, NodeRecord> byId = new TreeMap<>();
    private volatile List<NodeRecord> nodes = List.of();
    private volatile List<SlotRun> slots = List.of();
    private final Schemas schemas = new Schemas();
    private final Users users = new Users();
    private final TaskQueue tasks = new TaskQueue(schemas);

    Answer record(NodeRecord node) {
        NodeRecord known = byId.get(node.id());
        if (known != null && !known.incarnation().equals(node.incarnation())) {
            return Refusals.otherIncarnation(node.id());
        }
        if (known == null && byId.size() >= StateLimits.NODES_MAX) {
            return Refusals.tooManyNodes();
        }
        byId.put(node.id(), node);
        nodes = List.copyOf(byId.values());
        return Answers.DONE;
    }

    Answer assign(List<SlotRun> runs) {
        if (!slots.isEmpty()) {
            return Answers.unchanged("the slots were assigned before");
        }
        List<SlotRun> sorted = SlotRuns.sorted(runs);
        String problem = SlotRuns.problemOf(sorted);
        if (problem != null) {
            return Refusals.badSlots(problem);
        }
        slots = sorted;
        return Answers.DONE;
    }

    List<NodeRecord> nodes() {
        return nodes;
    }

    /**
     * Who asks, as the catalog knows it, which is better than what the node believed that passed
     * the command on; null for a user that was dropped.
     */
    @Nullable Caller caller(Command.As as) {
        UserInfo user = users.byId(as.userId());
        return user == null ? null : new Caller(user.id(), user.superuser());
    }

    Answer execute(Command.Ticketed command, Caller caller, long nowMillis) {
        if (command instanceof Command.CreateSchema create) {
            return createSchema(create, caller);
        } else if (command instanceof Command.StartTask start) {
            return tasks.start(start.task(), caller, nowMillis);
        } else if (command instanceof Command.GrantOnSchema grant) {
            GrantChange change =
                    new GrantChange(grant.revoke(), grant.privileges(), grant.userIds());
            return grant(List.of(grant.schema()), change, caller);
        } else if (command instanceof Command.GrantOnSchemas grant) {
            return grant(grant.schemas(), grant.change(), caller);
        } else if (command instanceof Command.CreateUser create) {
            return users.create(create, caller);
        } else if (command instanceof Command.AlterUser alter) {
            return users.alter(alter, caller);
        } else if (command instanceof Command.DropUser drop) {
            return users.drop(drop, caller, schemas.list());
        }
        throw new BrokenStateException("no way to apply " + command.getClass().getName());
    }

    private Answer createSchema(Command.CreateSchema command, Caller caller) {
        if (!caller.unchecked()) {
            return AccessRefusals.denied("database " + DATABASE);
        }
        return tasks.concerns(command.name())
                ? Answers.BUSY
                : schemas.create(command.name(), command.ifNotExists(), caller.id());
    }

    /**
     * On all of the schemas or on none. Those on which the caller has privileges without being the
     * owner are passed over, with a warning.
     */
    private Answer grant(List<String> names, GrantChange change, Caller caller) {
        List<SchemaInfo> found = new ArrayList<>();
        for (String name : names) {
            if (tasks.concerns(name)) {
                return Answers.BUSY;
            }
            SchemaInfo schema = schemas.info(name);
            if (schema == null) {
                return Refusals.unknownSchema(name);
            }
            found.add(schema);
        }
        List<SchemaInfo> changes = new ArrayList<>();
        List<NoticeText> warnings = new ArrayList<>();
        for (SchemaInfo schema : found) {
            String name = schema.name();
            Access access = schema.access();
            if (!caller.owns(access)) {
                if (!access.allows(caller.id(), Privileges.ON_SCHEMA)) {
                    return AccessRefusals.denied("schema " + name);
                }
                warnings.add(AccessRefusals.passedOver('"' + name + '"', change.revoke()));
                continue;
            }
            Access changed = access.changed(change, Privileges.ON_SCHEMA);
            if (changed == null) {
                return AccessRefusals.tooManyGrants("schema " + name);
            }
            changes.add(schema.with(changed));
        }
        for (long user : changes.isEmpty() ? List.<Long>of() : change.userIds()) {
            if (user != Privileges.PUBLIC && users.byId(user) == null) {
                return AccessRefusals.unknownUser(user);
            }
        }
        changes.forEach(schemas::put);
        return warnings.isEmpty() ? Answers.DONE : new Answer.Done(warnings);
    }

    Users users() {
        return users;
    }

    Schemas schemas() {
        return schemas;
    }

    TaskQueue tasks() {
        return tasks;
    }

    List<SlotRun> slots() {
        return slots;
    }
}
