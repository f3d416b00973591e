package io.nextval.server.state;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.Finding;
import io.nextval.server.command.GrantChange;
import io.nextval.server.command.NodeRecord;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Batches of what clients could send, chosen by a seed: new calls, retries of any earlier one, idle
 * times, definitions that cycle or end soon, and nonsense. It learns ids and registrations from the
 * answers, as clients do.
 */
final class RandomHistory {
    private static final int CLIENTS = 5;
    private static final String[] NAMES = {"a", "b", "c", "d", "e", "Orders", "x y", "ü"};

    private final SplittableRandom random;
    private final List<Command.Ticketed> sent = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>(List.of(0L, -1L, 4096L));
    private final long[] registrations = new long[CLIENTS];
    private final long[] lastCalls = new long[CLIENTS];
    private final long[] settledBelow = new long[CLIENTS];
    private final boolean catalog;
    private long timeMillis = 1_000_000;

    /** The highest task that was started, or that a sequencer group was asked to prepare. */
    private long lastTask;

    RandomHistory(long seed, boolean catalog) {
        random = new SplittableRandom(seed);
        this.catalog = catalog;
    }

    Batch nextBatch() {
        timeMillis +=
                switch (random.nextInt(40)) {
                    case 0 -> StateLimits.TICKET_RETENTION_MILLIS + 1;
                    case 1 -> StateLimits.TICKET_RETENTION_MILLIS / 2;
                    case 2 -> -5_000;
                    default -> random.nextInt(100);
                };
        List<Command> commands = new ArrayList<>();
        for (int size = random.nextInt(12); size > 0; size--) {
            commands.add(command());
        }
        return new Batch(timeMillis, commands);
    }

    /** Learns what a client would learn. */
    void answered(Batch batch, List<Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            Command command = batch.commands().get(i);
            if (answers.get(i) instanceof Answer.Registered registered
                    && command instanceof Command.RegisterClient register) {
                int client = (int) register.clientId().getLeastSignificantBits();
                if (registrations[client] != registered.registration()) {
                    registrations[client] = registered.registration();
                    lastCalls[client] = 0;
                    settledBelow[client] = 1;
                }
            } else if (answers.get(i) instanceof Answer.Started started) {
                lastTask = Math.max(lastTask, started.taskId());
            } else if (answers.get(i) instanceof Answer.Granted granted) {
                ids.add(granted.sequenceId());
            } else if (answers.get(i) instanceof Answer.Reserved reserved) {
                ids.add(reserved.sequenceId());
            }
        }
    }

    private Command command() {
        int kind = random.nextInt(100);
        if (kind < 6) {
            return new Command.RegisterClient(new UUID(0, random.nextInt(CLIENTS)));
        } else if (kind < 9) {
            return new Command.AdoptSlots(0, random.nextInt(3000, 4096));
        } else if (kind < 12) {
            return catalogCommand();
        } else if (kind < 16) {
            return step();
        } else if (kind < 35 && !sent.isEmpty()) {
            return sent.get(sent.size() - 1 - random.nextInt(Math.min(sent.size(), 60)));
        }
        Command.Ticketed command = ticketed(ticket(), kind);
        if (random.nextInt(4) == 0) {
            command = new Command.As(user(), random.nextInt(3) == 0, command);
        }
        sent.add(command);
        return command;
    }

    private Command.Ticketed ticketed(Ticket ticket, int kind) {
        String name = NAMES[random.nextInt(NAMES.length)];
        String schema = random.nextInt(4) == 0 ? "app" : "public";
        if (catalog && random.nextBoolean()) {
            return random.nextBoolean() ? forCatalog(ticket) : forUsers(ticket);
        } else if (kind < 50) {
            return new Command.CreateSequence(
                    ticket, schema, name, definition(), random.nextBoolean(), schemaId(schema));
        } else if (kind < 56) {
            return new Command.DropSequence(ticket, schema, name, random.nextBoolean());
        } else if (kind < 64) {
            return new Command.AlterSequence(
                    ticket,
                    schema,
                    name,
                    random.nextBoolean(),
                    RandomOptions.next(random),
                    random.nextBoolean(),
                    null);
        } else if (kind < 67) {
            return new Command.SetValue(
                    ticket, schema, name, random.nextInt(-2, 25), random.nextBoolean());
        } else if (kind < 70) {
            String comment = random.nextInt(3) == 0 ? null : "ü".repeat(random.nextInt(3));
            return new Command.CommentSequence(ticket, schema, name, comment);
        } else if (kind < 74) {
            return random.nextInt(3) == 0
                    ? new Command.SetSequenceOwner(ticket, schema, name, user())
                    : new Command.GrantOnSequence(
                            ticket,
                            schema,
                            name,
                            random.nextInt(3) == 0,
                            random.nextInt(1, 8),
                            users());
        } else if (kind < 79) {
            return new Command.Reserve(ticket, schema, name, count(), random.nextInt(1, 60_001));
        } else if (kind < 85) {
            return new Command.NextByName(ticket, schema, name, count(), random.nextBoolean());
        }
        long id = ids.get(random.nextInt(ids.size()));
        return new Command.Next(ticket, id, count(), random.nextBoolean());
    }

    /** Mostly the incarnation that there is, sometimes one that may be gone. */
    private long schemaId(String schema) {
        return schema.equals("public") ? 0 : random.nextInt(1, 4);
    }

    private Command.Ticketed forCatalog(Ticket ticket) {
        List<String> schemas = List.of("app", NAMES[random.nextInt(NAMES.length)]);
        return switch (random.nextInt(6)) {
            case 3 -> new Command.StartTask(ticket, new Task.GrantOnSequences(targets(), change()));
            case 4 -> new Command.StartTask(ticket, new Task.GrantInSchemas(schemas, change()));
            case 0, 1 -> new Command.CreateSchema(ticket, schemas.get(1), random.nextBoolean());
            case 2 ->
                    new Command.StartTask(
                            ticket,
                            new Task.DropSchemas(
                                    schemas, random.nextInt(3) > 0, random.nextBoolean()));
            default ->
                    new Command.StartTask(
                            ticket, new Task.DropSequences(targets(), random.nextBoolean()));
        };
    }

    private Command.Ticketed forUsers(Ticket ticket) {
        String name = NAMES[random.nextInt(NAMES.length)];
        String verifier = random.nextBoolean() ? "v" + random.nextInt(9) : null;
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Command.CreateUser(ticket, name, random.nextInt(3) == 0, verifier);
            case 2 ->
                    new Command.AlterUser(
                            ticket,
                            name,
                            random.nextBoolean() ? null : random.nextBoolean(),
                            verifier != null || random.nextBoolean(),
                            verifier);
            case 3 -> new Command.DropUser(ticket, List.of(name, "a"), random.nextBoolean());
            default ->
                    new Command.GrantOnSchema(
                            ticket,
                            random.nextBoolean() ? "public" : "app",
                            random.nextInt(3) == 0,
                            Privileges.CREATE,
                            users());
        };
    }

    private long user() {
        return random.nextInt(1, 5);
    }

    private List<Long> users() {
        List<Long> users = new ArrayList<>();
        for (int count = random.nextInt(1, 4); count > 0; count--) {
            users.add((long) random.nextInt(5));
        }
        return users;
    }

    /** A step of a task: mostly the next one, sometimes one that comes again or out of turn. */
    private Command step() {
        long task = Math.max(0, lastTask - random.nextInt(4) / 3);
        int kind = random.nextInt(5);
        if (catalog) {
            return kind < 3
                    ? new Command.DecideTask(task, List.of(finding()))
                    : new Command.CompleteTask(task);
        } else if (kind < 2) {
            lastTask += random.nextInt(2);
            if (random.nextBoolean()) {
                return random.nextBoolean()
                        ? new Command.PrepareTask(
                                lastTask, targets(), List.of(), random.nextInt(3), change())
                        : new Command.PrepareTask(
                                lastTask, List.of(), List.of(app()), random.nextInt(3), change());
            }
            return random.nextBoolean()
                    ? new Command.PrepareTask(lastTask, targets(), List.of(), random.nextInt(3))
                    : new Command.PrepareTask(lastTask, List.of(), List.of(app()), 0);
        }
        return new Command.FinishTask(task, random.nextBoolean());
    }

    private Finding finding() {
        return random.nextBoolean()
                ? new Finding(random.nextInt(3), targets())
                : new Finding(0, List.of(), targets(), random.nextInt(60_000));
    }

    private GrantChange change() {
        return new GrantChange(random.nextBoolean(), random.nextInt(1, 8), users());
    }

    private SchemaRef app() {
        return new SchemaRef(random.nextInt(1, 9), "app");
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (int count = random.nextInt(1, 4); count > 0; count--) {
            targets.add(new Target("public", NAMES[random.nextInt(NAMES.length)]));
        }
        return targets;
    }

    private Command catalogCommand() {
        if (!catalog || random.nextBoolean()) {
            int group = random.nextInt(4);
            SlotRun low = new SlotRun(0, random.nextInt(4000), group);
            return new Command.AssignSlots(List.of(new SlotRun(4001, 4095, 2), low));
        }
        String id = "n" + random.nextInt(4);
        UUID incarnation = new UUID(0, random.nextInt(2));
        return new Command.RecordNode(
                new NodeRecord(id, incarnation, "h:" + random.nextInt(9), "h", 7650, "h:7652"));
    }

    private Ticket ticket() {
        int client = random.nextInt(CLIENTS);
        lastCalls[client] += random.nextInt(10) == 0 ? random.nextInt(1, 50) : 1;
        if (random.nextInt(4) == 0) {
            long lag = random.nextInt(30);
            settledBelow[client] = Math.max(settledBelow[client], lastCalls[client] - lag);
        }
        return new Ticket(registrations[client], lastCalls[client], settledBelow[client]);
    }

    private long count() {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> 1L << 62;
            case 2 -> random.nextInt(1, 100);
            default -> random.nextInt(1, 4);
        };
    }

    private SequenceDefinition definition() {
        long increment = random.nextInt(-3, 4);
        boolean cycle = random.nextInt(4) == 0;
        return switch (random.nextInt(4)) {
            case 0 -> Requests.bounded(5, increment, 1, 20, cycle);
            case 1 -> Requests.bounded(0, increment, Long.MIN_VALUE, Long.MAX_VALUE, cycle);
            case 2 -> new SequenceDefinition(DataType.SMALLINT, 1, 1, 1, 300, cycle, 50, !cycle);
            default -> Requests.plain();
        };
    }
}
