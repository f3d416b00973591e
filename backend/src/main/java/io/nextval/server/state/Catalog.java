package io.nextval.server.state;

import io.nextval.server.command.Command;
import io.nextval.server.command.NodeRecord;
import io.nextval.server.command.Privileges;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

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
            return grant(grant, caller);
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

    private Answer grant(Command.GrantOnSchema command, Caller caller) {
        String name = command.schema();
        if (tasks.concerns(name)) {
            return Answers.BUSY;
        }
        SchemaInfo schema = schemas.info(name);
        if (schema == null) {
            return Refusals.unknownSchema(name);
        }
        Access access = schema.access();
        if (!caller.owns(access)) {
            return access.allows(caller.id(), Privileges.ON_SCHEMA)
                    ? AccessRefusals.nothingToGrant(name, command.revoke())
                    : AccessRefusals.denied("schema " + name);
        }
        for (long user : command.userIds()) {
            if (user != Privileges.PUBLIC && users.byId(user) == null) {
                return AccessRefusals.unknownUser(user);
            }
        }
        Access changed =
                access.changed(
                        command.revoke(),
                        command.privileges(),
                        command.userIds(),
                        Privileges.ON_SCHEMA);
        if (changed == null) {
            return AccessRefusals.tooManyGrants("schema " + name);
        }
        schemas.put(schema.with(changed));
        return Answers.DONE;
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
