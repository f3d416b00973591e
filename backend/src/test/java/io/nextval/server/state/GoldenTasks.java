package io.nextval.server.state;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.Finding;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceOptions;
import io.nextval.sql.SequenceOptions.Bound;
import io.nextval.wire.Ticket;

import java.util.List;

/** The second pair of short histories: schemas, tasks, altered sequences and comments. */
final class GoldenTasks {
    private GoldenTasks() {}

    static List<Batch> sequencer() {
        SequenceOptions options =
                new SequenceOptions(
                        DataType.INTEGER, null, 5L, null, new Bound(null), true, 20L, null);
        return List.of(
                new Batch(7, List.of(new Command.AdoptSlots(0, 4095), Requests.register(1))),
                new Batch(
                        8,
                        List.of(
                                Requests.createSequence(ticket(1), "orders", Requests.plain()),
                                create(2, "app", "a", 3),
                                create(3, "app", "b", 3),
                                create(4, "old", "c", 1),
                                new Command.AlterSequence(
                                        ticket(5), "public", "orders", false, options, false, null),
                                new Command.AlterSequence(
                                        ticket(6),
                                        "public",
                                        "orders",
                                        false,
                                        SequenceOptions.NONE,
                                        true,
                                        -3L),
                                new Command.SetValue(ticket(7), "app", "a", 9, true),
                                new Command.SetValue(ticket(8), "app", "a", 0, true),
                                new Command.CommentSequence(ticket(9), "app", "a", "der Zähler"))),
                new Batch(
                        9,
                        List.of(
                                new Command.PrepareTask(
                                        1, List.of(), List.of(new SchemaRef(1, "old")), 0),
                                new Command.FinishTask(1, true),
                                new Command.PrepareTask(
                                        4,
                                        List.of(target("a"), target("gone")),
                                        List.of(new SchemaRef(2, "more")),
                                        0),
                                Requests.next(ticket(10), 4642, 1),
                                new Command.SetValue(ticket(11), "app", "a", 9, true),
                                create(12, "old", "c", 1))));
    }

    static List<Batch> catalog() {
        Task drop = new Task.DropSequences(List.of(target("a"), target("gone")), true);
        Task schemas = new Task.DropSchemas(List.of("app", "none"), true, true);
        return List.of(
                new Batch(
                        7,
                        List.of(
                                Requests.register(1),
                                new Command.CreateSchema(ticket(1), "app", false),
                                new Command.CreateSchema(ticket(2), "app", true),
                                new Command.CreateSchema(ticket(3), "pg_mine", true),
                                new Command.CreateSchema(ticket(4), "old", false),
                                new Command.StartTask(ticket(5), drop),
                                new Command.StartTask(ticket(6), schemas),
                                new Command.StartTask(ticket(7), drop))),
                new Batch(
                        8,
                        List.of(
                                new Command.DecideTask(
                                        1, List.of(new Finding(1, List.of(target("gone"))))),
                                new Command.CompleteTask(1),
                                new Command.CompleteTask(1),
                                new Command.CreateSchema(ticket(8), "none", false),
                                new Command.DecideTask(
                                        2, List.of(new Finding(2, List.of(target("a"))))))));
    }

    private static Command create(long call, String schema, String name, long schemaId) {
        return new Command.CreateSequence(
                ticket(call), schema, name, Requests.plain(), false, schemaId);
    }

    private static Target target(String name) {
        return new Target("app", name);
    }

    private static Ticket ticket(long call) {
        return new Ticket(1, call, 1);
    }
}
