package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.ByteWriter;
import io.nextval.server.command.CommandLimits;
import io.nextval.server.command.NodeCodec;
import io.nextval.server.command.NodeRecord;
import io.nextval.server.command.Privileges;
import io.nextval.wire.SlotRun;

import java.util.ArrayList;
import java.util.List;

/** The catalog of a snapshot, see {@link SnapshotFormat}. Stateless. */
final class CatalogCodec {
    private CatalogCodec() {}

    static void write(ByteWriter out, Catalog catalog) {
        out.writeUnsigned(catalog.nodes().size());
        for (NodeRecord node : catalog.nodes()) {
            NodeCodec.write(out, node);
        }
        out.writeUnsigned(catalog.slots().size());
        for (SlotRun run : catalog.slots()) {
            out.writeUnsigned(run.firstSlot());
            out.writeUnsigned(run.lastSlot());
            out.writeSigned(run.group());
        }
        List<SchemaInfo> schemas = catalog.schemas().list();
        out.writeUnsigned(catalog.schemas().lastId());
        out.writeUnsigned(schemas.size() - 1); // all but public
        for (SchemaInfo schema : schemas) {
            if (schema.id() != 0) {
                out.writeText(schema.name());
                out.writeUnsigned(schema.id());
                SnapshotAccess.write(out, schema.access());
            }
        }
        SnapshotAccess.write(out, catalog.schemas().publicSchema().access());
        SnapshotAccess.writeUsers(out, catalog.users());
        TaskQueueCodec.write(out, catalog.tasks());
    }

    static void read(ByteReader in, int version, Catalog catalog) {
        readNodes(in, catalog);
        readSlots(in, catalog);
        if (version >= 2) {
            readSchemas(in, version, catalog.schemas());
            if (version >= 3) {
                SnapshotAccess.readUsers(in, catalog.users());
            }
            TaskQueueCodec.read(in, version, catalog.tasks(), catalog.schemas());
        }
    }

    /** True if nothing was ever recorded. */
    static boolean blank(Catalog catalog) {
        return catalog.nodes().isEmpty()
                && catalog.slots().isEmpty()
                && catalog.schemas().lastId() == 0
                && catalog.schemas().publicSchema().access().equals(Access.NOBODYS)
                && catalog.users().lastId() == 0
                && catalog.tasks().lastId() == 0;
    }

    private static void readNodes(ByteReader in, Catalog catalog) {
        int nodes = in.readCount(StateLimits.NODES_MAX, 20, "node count");
        String before = null;
        for (int i = 0; i < nodes; i++) {
            NodeRecord node = NodeCodec.read(in);
            in.require(
                    before == null || before.compareTo(node.id()) < 0,
                    "node \"" + node.id() + "\" is out of order");
            in.require(catalog.record(node) == Answers.DONE, "node refused");
            before = node.id();
        }
    }

    private static void readSlots(ByteReader in, Catalog catalog) {
        int count = in.readCount(Slots.COUNT, 3, "slot run count");
        List<SlotRun> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int first = (int) in.readUpTo(Slots.COUNT - 1, "first slot");
            int last = (int) in.readUpTo(Slots.COUNT - 1, "last slot");
            long group = in.readSigned("group");
            in.require(group == (int) group, "group " + group + " is impossible,");
            runs.add(new SlotRun(first, last, (int) group));
        }
        String problem = SlotRuns.problemOf(runs);
        in.require(problem == null, problem + ",");
        catalog.assign(runs);
    }

    private static void readSchemas(ByteReader in, int version, Schemas schemas) {
        schemas.setLastId(in.readUpTo(Long.MAX_VALUE, "last schema id"));
        int count = in.readCount(StateLimits.SCHEMAS_MAX - 1, 2, "schema count");
        String before = null;
        for (int i = 0; i < count; i++) {
            String name = in.readText(CommandLimits.NAME_BYTES_MAX, "schema name");
            long id = in.readUpTo(schemas.lastId(), "schema id");
            in.require(
                    before == null || before.compareTo(name) < 0,
                    "schema \"" + name + "\" is out of order");
            in.require(
                    id != 0 && schemas.find(name) == null && !Schemas.reserved(name),
                    "schema \"" + name + "\" is not one that can be created,");
            Access access = version >= 3 ? readAccess(in) : Access.NOBODYS;
            schemas.put(new SchemaInfo(name, id).with(access));
            before = name;
        }
        in.require(schemas.idsDiffer(), "two schemas with one id,");
        if (version >= 3) {
            schemas.put(schemas.publicSchema().with(readAccess(in)));
        }
    }

    private static Access readAccess(ByteReader in) {
        return SnapshotAccess.read(in, Privileges.ON_SCHEMA);
    }
}
