package io.nextval.server.command;

import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceOptions;
import io.nextval.sql.SequenceOptions.Bound;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One or two of every command, with values at the edges of what they can have. */
final class SampleCommands {
    private static final Ticket FIRST = new Ticket(1, 1, 1);
    private static final Ticket EXTREME = new Ticket(Long.MAX_VALUE, Long.MIN_VALUE, -1);
    private static final SequenceDefinition ODD =
            new SequenceDefinition(
                    DataType.SMALLINT, -1, Long.MIN_VALUE, -32768, -1, true, 1000, false);

    private SampleCommands() {}

    static List<Command> all() {
        List<Command> all = new ArrayList<>(early());
        all.addAll(later());
        all.addAll(access());
        all.addAll(grants());
        return all;
    }

    /** What the first log entries could hold. */
    static List<Command> early() {
        Ticket first = FIRST;
        Ticket extreme = EXTREME;
        SequenceDefinition plain =
                new SequenceDefinition(DataType.BIGINT, 1, 1, 1, Long.MAX_VALUE, false, 1, true);
        NodeRecord node =
                new NodeRecord(
                        "n1", uuid(11), "10.0.0.1:7651", "db.example", 7650, "10.0.0.1:7652");
        return List.of(
                new Command.RegisterClient(uuid(1)),
                new Command.RegisterClient(new UUID(-1, -1)),
                new Command.Next(first, 8193, 1, false),
                new Command.Next(extreme, Long.MAX_VALUE, 1L << 62, true),
                new Command.NextByName(first, "public", "orders", 50, false),
                new Command.NextByName(extreme, "", "数列 🙂 \"x\"", Long.MIN_VALUE, true),
                new Command.CreateSequence(first, "public", "orders", plain, false, 0),
                new Command.CreateSequence(extreme, "s", "a".repeat(255), ODD, true, 0),
                new Command.DropSequence(first, "public", "orders", false),
                new Command.DropSequence(extreme, "s", "t", true),
                new Command.AdoptSlots(0, 1364),
                new Command.AdoptSlots(Integer.MIN_VALUE, Integer.MAX_VALUE),
                new Command.RecordNode(node),
                new Command.RecordNode(new NodeRecord("", uuid(12), "", "", 0, "")),
                new Command.AssignSlots(List.of()),
                new Command.AssignSlots(
                        List.of(new SlotRun(0, 1364, 1), new SlotRun(1365, 4095, -7))));
    }

    /** What came with schemas, tasks and barriers. */
    static List<Command> later() {
        Bound none = new Bound(null);
        SequenceOptions every =
                new SequenceOptions(
                        DataType.INTEGER,
                        Long.MIN_VALUE,
                        -1L,
                        new Bound(Long.MIN_VALUE),
                        new Bound(-7L),
                        true,
                        50L,
                        true);
        SequenceOptions off = new SequenceOptions(null, null, null, none, none, false, null, false);
        List<Target> targets = List.of(new Target("public", "a"), new Target("ü", "数列"));
        List<SchemaRef> schemas = List.of(new SchemaRef(1, "app"), new SchemaRef(1L << 40, ""));
        return List.of(
                new Command.CreateSequence(FIRST, "app", "t", ODD, true, 7),
                new Command.CreateSequence(EXTREME, "app", "t", ODD, false, Long.MIN_VALUE),
                alter(FIRST, false, SequenceOptions.NONE, true, null),
                alter(EXTREME, true, every, true, Long.MAX_VALUE),
                alter(FIRST, false, off, false, null),
                new Command.SetValue(FIRST, "public", "orders", 7, true),
                new Command.SetValue(EXTREME, "", "x", Long.MIN_VALUE, false),
                new Command.CommentSequence(FIRST, "public", "orders", "of the shop 🙂"),
                new Command.CommentSequence(EXTREME, "s", "t", null),
                new Command.CreateSchema(FIRST, "app", false),
                new Command.CreateSchema(EXTREME, "ü", true),
                new Command.StartTask(FIRST, new Task.DropSequences(targets, true)),
                new Command.StartTask(
                        EXTREME, new Task.DropSchemas(List.of("app", "ü"), false, true)),
                new Command.Barrier(-1, 5),
                new Command.PrepareTask(3, targets, List.of(), 0),
                new Command.PrepareTask(Long.MAX_VALUE, List.of(), schemas, 0),
                new Command.FinishTask(3, true),
                new Command.FinishTask(-4, false),
                new Command.DecideTask(3, List.of()),
                new Command.DecideTask(
                        4, List.of(new Finding(0, List.of()), new Finding(900, targets))),
                new Command.CompleteTask(3));
    }

    /** What came with users, privileges and blocks. */
    static List<Command> access() {
        long most = Privileges.USER_ID_MAX;
        List<Target> targets = List.of(new Target("public", "a"), new Target("ü", "数列"));
        String verifier = "SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVy";
        Command.Ticketed next = new Command.Next(EXTREME, 8193, 1, true);
        Command.Ticketed drop = new Command.StartTask(FIRST, new Task.DropSequences(targets, true));
        return List.of(
                new Command.As(1, false, new Command.SetValue(FIRST, "public", "orders", 7, true)),
                new Command.As(most, true, next),
                new Command.As(7, false, drop),
                new Command.Reserve(FIRST, "public", "orders", 1000, 10_000),
                new Command.Reserve(EXTREME, "", "数列", Long.MIN_VALUE, 60_000),
                new Command.Reserve(FIRST, "s", "t", 1, 1),
                new Command.GrantOnSequence(
                        FIRST, "public", "orders", false, Privileges.USAGE, List.of(0L)),
                new Command.GrantOnSequence(EXTREME, "s", "t", true, 7, List.of(3L, 0L, most, 3L)),
                new Command.SetSequenceOwner(FIRST, "public", "orders", 2),
                new Command.SetSequenceOwner(EXTREME, "s", "t", most),
                new Command.CreateUser(FIRST, "anna", true, verifier),
                new Command.CreateUser(EXTREME, "数 🙂", false, null),
                new Command.AlterUser(FIRST, "anna", null, true, verifier),
                new Command.AlterUser(EXTREME, "ü", true, true, null),
                new Command.AlterUser(FIRST, "anna", false, false, null),
                new Command.DropUser(FIRST, List.of("anna", "ü"), false),
                new Command.DropUser(EXTREME, List.of(""), true),
                new Command.GrantOnSchema(FIRST, "app", false, Privileges.CREATE, List.of(1L, 2L)),
                new Command.GrantOnSchema(EXTREME, "", true, Privileges.CREATE, List.of(0L)),
                new Command.PrepareTask(3, targets, List.of(), most),
                new Command.DecideTask(
                        3,
                        List.of(
                                new Finding(0, List.of(), targets, 0),
                                new Finding(2, targets),
                                new Finding(0, List.of(), List.of(), 60_650))));
    }

    /** What came with grants on several. */
    static List<Command> grants() {
        long most = Privileges.USER_ID_MAX;
        List<Target> targets = List.of(new Target("public", "a"), new Target("ü", "数列"));
        List<SchemaRef> schemas = List.of(new SchemaRef(1, "app"), new SchemaRef(1L << 40, ""));
        GrantChange usage = new GrantChange(false, Privileges.USAGE, List.of(0L));
        GrantChange all = new GrantChange(true, 7, List.of(3L, 0L, most, 3L));
        GrantChange create = new GrantChange(true, Privileges.CREATE, List.of(7L, 0L));
        return List.of(
                new Command.StartTask(FIRST, new Task.GrantOnSequences(targets, usage)),
                new Command.As(
                        7,
                        false,
                        new Command.StartTask(EXTREME, new Task.GrantOnSequences(targets, all))),
                new Command.StartTask(
                        FIRST, new Task.GrantInSchemas(List.of("app", "ü", "app"), all)),
                new Command.GrantOnSchemas(EXTREME, List.of("app", "ü"), create),
                new Command.PrepareTask(3, targets, List.of(), 0, usage),
                new Command.PrepareTask(Long.MAX_VALUE, List.of(), schemas, most, all),
                new Command.DecideTask(
                        3,
                        List.of(
                                new Finding(0, List.of(), List.of(), 0, targets, ""),
                                new Finding(2, targets),
                                new Finding(0, List.of(), targets, 60_650, List.of(), "ü"))));
    }

    private static Command alter(
            Ticket ticket,
            boolean ifExists,
            SequenceOptions options,
            boolean restart,
            @Nullable Long restartWith) {
        return new Command.AlterSequence(
                ticket, "public", "orders", ifExists, options, restart, restartWith);
    }

    private static UUID uuid(long number) {
        return new UUID(0, number);
    }
}
