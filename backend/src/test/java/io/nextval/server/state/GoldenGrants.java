package io.nextval.server.state;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.Finding;
import io.nextval.server.command.GrantChange;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;
import io.nextval.wire.Ticket;

import java.util.List;

/** The fourth pair of short histories: grants on several sequences and on several schemas. */
final class GoldenGrants {
    private static final GrantChange GRANT =
            new GrantChange(false, Privileges.USAGE | Privileges.SELECT, List.of(0L, 6L));
    private static final GrantChange REVOKE = new GrantChange(true, Privileges.UPDATE, List.of(7L));

    private GoldenGrants() {}

    static List<Batch> sequencer() {
        List<Target> both = List.of(target("mine"), target("blocks"));
        return List.of(
                new Batch(7, List.of(new Command.AdoptSlots(0, 4095), Requests.register(1))),
                new Batch(
                        1_000,
                        List.of(
                                Requests.as(
                                        5,
                                        Requests.createSequence(
                                                ticket(1), "mine", Requests.plain())),
                                Requests.createSequence(ticket(2), "blocks", Requests.cached()),
                                Requests.reserve(ticket(3), "blocks", 500, 10_000),
                                new Command.PrepareTask(1, both, List.of(), 0, GRANT),
                                new Command.FinishTask(1, true),
                                new Command.PrepareTask(2, both, List.of(), 5, GRANT),
                                new Command.FinishTask(2, false),
                                new Command.PrepareTask(
                                        3,
                                        List.of(target("gone"), target("mine")),
                                        List.of(),
                                        9,
                                        REVOKE),
                                new Command.FinishTask(3, false))),
                new Batch(
                        2_000,
                        List.of(
                                new Command.PrepareTask(
                                        4,
                                        List.of(),
                                        List.of(new SchemaRef(0, "public")),
                                        0,
                                        REVOKE),
                                Requests.next(ticket(4), "mine", 1),
                                Requests.reserve(ticket(5), "blocks", 500, 10_000),
                                Requests.dropSequence(ticket(6), "mine"))));
    }

    static List<Batch> catalog() {
        Task named = new Task.GrantOnSequences(List.of(target("a"), target("b")), GRANT);
        Task all = new Task.GrantInSchemas(List.of("app", "public", "app"), REVOKE);
        Task unknown = new Task.GrantInSchemas(List.of("app", "none"), REVOKE);
        GrantChange create = new GrantChange(false, Privileges.CREATE, List.of(0L, 1L));
        return List.of(
                new Batch(
                        7,
                        List.of(
                                Requests.register(1),
                                new Command.CreateUser(ticket(1), "root", true, "v1"),
                                new Command.CreateUser(ticket(2), "anna", false, null),
                                new Command.CreateSchema(ticket(3), "app", false),
                                new Command.GrantOnSchemas(
                                        ticket(4), List.of("app", "public"), create),
                                new Command.GrantOnSchemas(
                                        ticket(5), List.of("public", "none"), create),
                                Requests.as(
                                        2,
                                        new Command.GrantOnSchemas(
                                                ticket(6), List.of("app", "public"), create)),
                                Requests.as(2, new Command.StartTask(ticket(7), named)),
                                new Command.StartTask(ticket(8), unknown),
                                new Command.StartTask(ticket(9), all))),
                new Batch(
                        8,
                        List.of(
                                new Command.DecideTask(
                                        1,
                                        List.of(
                                                new Finding(
                                                        0,
                                                        List.of(),
                                                        List.of(),
                                                        0,
                                                        List.of(target("b")),
                                                        ""))),
                                new Command.CompleteTask(1),
                                new Command.DecideTask(
                                        3, List.of(new Finding(0, List.of(), List.of(), 900))))));
    }

    private static Target target(String name) {
        return new Target("public", name);
    }

    private static Ticket ticket(long call) {
        return new Ticket(1, call, 1);
    }
}
