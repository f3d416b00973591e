package io.nextval.server.state;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.Finding;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;
import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceOptions;
import io.nextval.wire.Ticket;

import java.util.Arrays;
import java.util.List;

/** The third pair of short histories: users, owners, grants, blocks and answers that are held. */
final class GoldenAccess {
    private static final int USAGE = Privileges.USAGE;
    private static final int UPDATE = Privileges.UPDATE;

    private GoldenAccess() {}

    static List<Batch> sequencer() {
        return List.of(
                new Batch(7, List.of(new Command.AdoptSlots(0, 4095), Requests.register(1))),
                new Batch(
                        1_000,
                        List.of(
                                as(5, Requests.createSequence(ticket(1), "mine", plain())),
                                Requests.createSequence(ticket(2), "blocks", Requests.cached()),
                                grant(ticket(3), "mine", false, USAGE | UPDATE, 0, 6, 5),
                                grant(ticket(4), "mine", true, UPDATE, 5),
                                as(6, grant(ticket(5), "mine", true, USAGE, 5)),
                                as(7, Requests.dropSequence(ticket(6), "mine")),
                                as(7, grant(ticket(7), "blocks", false, USAGE, 7)),
                                Requests.reserve(ticket(8), "blocks", 500, 10_000),
                                Requests.reserve(ticket(9), "mine", 500, 10_000),
                                Requests.next(ticket(10), "blocks", 1))),
                new Batch(
                        9_000,
                        List.of(
                                new Command.SetValue(ticket(11), "public", "blocks", 9, false),
                                new Command.AlterSequence(
                                        ticket(12),
                                        "public",
                                        "blocks",
                                        false,
                                        SequenceOptions.NONE,
                                        true,
                                        null),
                                new Command.SetSequenceOwner(ticket(13), "public", "mine", 6),
                                new Command.PrepareTask(
                                        4,
                                        List.of(
                                                new Target("public", "blocks"),
                                                new Target("public", "mine")),
                                        List.of(),
                                        6))));
    }

    static List<Batch> catalog() {
        Task drop = new Task.DropSequences(List.of(new Target("app", "a")), false);
        return List.of(
                new Batch(
                        7,
                        List.of(
                                Requests.register(1),
                                new Command.CreateUser(ticket(1), "root", true, "v1"),
                                new Command.CreateUser(ticket(2), "anna", false, null),
                                new Command.CreateUser(ticket(3), "gone", false, "v3"),
                                new Command.CreateUser(ticket(4), "pg_x", false, null),
                                as(1, new Command.CreateSchema(ticket(5), "app", false)),
                                as(2, new Command.CreateSchema(ticket(6), "own", false)),
                                grant(ticket(7), "app", 2, 0),
                                grant(ticket(8), "public", 0),
                                as(2, new Command.AlterUser(ticket(9), "anna", null, true, "v2")),
                                new Command.DropUser(ticket(10), List.of("gone"), false),
                                new Command.DropUser(ticket(11), List.of("anna"), false),
                                new Command.DropUser(ticket(12), List.of("root"), false),
                                as(3, new Command.CreateSchema(ticket(13), "x", true)))),
                new Batch(
                        8,
                        List.of(
                                as(2, new Command.StartTask(ticket(14), drop)),
                                as(1, new Command.StartTask(ticket(15), drop)),
                                as(
                                        2,
                                        new Command.StartTask(
                                                ticket(16),
                                                new Task.DropSchemas(
                                                        List.of("app"), true, true))))),
                new Batch(
                        9,
                        List.of(
                                new Command.DecideTask(
                                        1, List.of(new Finding(0, List.of(), List.of(), 9_000))),
                                new Command.CompleteTask(1),
                                new Command.DecideTask(
                                        2, List.of(new Finding(0, List.of(), List.of(), 700))))));
    }

    private static SequenceDefinition plain() {
        return Requests.plain();
    }

    private static Command as(long user, Command command) {
        return Requests.as(user, command);
    }

    private static Command grant(
            Ticket ticket, String name, boolean revoke, int privileges, long... users) {
        return new Command.GrantOnSequence(
                ticket, "public", name, revoke, privileges, boxed(users));
    }

    private static Command grant(Ticket ticket, String schema, long... users) {
        return new Command.GrantOnSchema(ticket, schema, false, Privileges.CREATE, boxed(users));
    }

    private static List<Long> boxed(long... users) {
        return Arrays.stream(users).boxed().toList();
    }

    private static Ticket ticket(long call) {
        return new Ticket(1, call, 1);
    }
}
