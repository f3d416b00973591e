package io.nextval.server.command;

import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import java.util.Arrays;
import java.util.List;

/** One command from bytes. */
final class CommandReader {
    private CommandReader() {}

    static Command read(ByteReader in) {
        int tag = in.readByte("command tag");
        int length = in.readCount(Integer.MAX_VALUE, 1, "command length");
        int outer = in.enter(length);
        Command command = tag == CommandTag.AS ? as(in) : body(in, tag, length);
        in.leave(outer);
        return command;
    }

    private static Command as(ByteReader in) {
        long user = AccessCodec.user(in);
        boolean superuser = in.readBoolean("superuser");
        int tag = in.readByte("command tag");
        in.require(tag != CommandTag.AS, "a command in the names of two users,");
        int length = in.readCount(Integer.MAX_VALUE, 1, "command length");
        int outer = in.enter(length);
        Command command = body(in, tag, length);
        in.leave(outer);
        if (command instanceof Command.Ticketed ticketed) {
            return new Command.As(user, superuser, ticketed);
        }
        throw in.fail("a command without a ticket in the name of a user,");
    }

    private static Command body(ByteReader in, int tag, int length) {
        return switch (tag) {
            case CommandTag.NEXT ->
                    new Command.Next(
                            ticket(in),
                            in.readSigned("sequence id"),
                            in.readSigned("count"),
                            in.readBoolean("atomic"));
            case CommandTag.NEXT_BY_NAME ->
                    new Command.NextByName(
                            ticket(in),
                            schema(in),
                            sequence(in),
                            in.readSigned("count"),
                            in.readBoolean("atomic"));
            case CommandTag.REGISTER_CLIENT -> new Command.RegisterClient(in.readUuid("client id"));
            case CommandTag.CREATE_SEQUENCE -> create(in, false);
            case CommandTag.CREATE_SEQUENCE_IN -> create(in, true);
            case CommandTag.DROP_SEQUENCE ->
                    new Command.DropSequence(
                            ticket(in), schema(in), sequence(in), in.readBoolean("if exists"));
            case CommandTag.ALTER_SEQUENCE -> alter(in);
            case CommandTag.SET_VALUE ->
                    new Command.SetValue(
                            ticket(in),
                            schema(in),
                            sequence(in),
                            in.readSigned("value"),
                            in.readBoolean("called"));
            case CommandTag.COMMENT_SEQUENCE -> comment(in);
            default -> unticketed(in, tag, length);
        };
    }

    private static Command unticketed(ByteReader in, int tag, int length) {
        return switch (tag) {
            case CommandTag.ADOPT_SLOTS ->
                    new Command.AdoptSlots(number(in, "first slot"), number(in, "last slot"));
            case CommandTag.BARRIER ->
                    new Command.Barrier(in.readSigned("reader"), in.readSigned("number"));
            case CommandTag.PREPARE_TASK,
                    CommandTag.PREPARE_TASK_AS,
                    CommandTag.PREPARE_TASK_GRANT ->
                    prepare(in, tag);
            case CommandTag.FINISH_TASK ->
                    new Command.FinishTask(task(in), in.readBoolean("commit"));
            case CommandTag.RECORD_NODE -> new Command.RecordNode(NodeCodec.read(in));
            case CommandTag.ASSIGN_SLOTS -> assignSlots(in);
            case CommandTag.CREATE_SCHEMA ->
                    new Command.CreateSchema(
                            ticket(in), schema(in), in.readBoolean("if not exists"));
            case CommandTag.START_TASK -> new Command.StartTask(ticket(in), TaskCodec.read(in));
            case CommandTag.DECIDE_TASK -> decide(in, Finding.Form.NAMES);
            case CommandTag.DECIDE_TASK_MORE -> decide(in, Finding.Form.OWNERS);
            case CommandTag.DECIDE_TASK_GRANT -> decide(in, Finding.Form.GRANTS);
            case CommandTag.COMPLETE_TASK -> new Command.CompleteTask(task(in));
            case CommandTag.RESERVE,
                    CommandTag.GRANT_ON_SEQUENCE,
                    CommandTag.SET_SEQUENCE_OWNER,
                    CommandTag.CREATE_USER,
                    CommandTag.ALTER_USER,
                    CommandTag.DROP_USER,
                    CommandTag.GRANT_ON_SCHEMA,
                    CommandTag.GRANT_ON_SCHEMAS ->
                    AccessCodec.read(in, tag, ticket(in));
            default ->
                    throw in.fail(
                            "unknown command tag "
                                    + tag
                                    + " ("
                                    + length
                                    + " bytes; written by a newer version?)");
        };
    }

    private static Command create(ByteReader in, boolean inSchema) {
        Command.CreateSequence create =
                new Command.CreateSequence(
                        ticket(in),
                        schema(in),
                        sequence(in),
                        DefinitionCodec.read(in),
                        in.readBoolean("if not exists"),
                        inSchema ? in.readSigned("schema id") : 0);
        in.require(!inSchema || create.schemaId() != 0, "schema id 0 has a tag of its own,");
        return create;
    }

    private static Command alter(ByteReader in) {
        Ticket ticket = ticket(in);
        String schema = schema(in);
        String name = sequence(in);
        boolean ifExists = in.readBoolean("if exists");
        var options = OptionsCodec.read(in);
        int restart = in.readByte("restart");
        in.require(restart <= 2, "restart is " + restart + ", not 0, 1 or 2,");
        Long restartWith = restart == 2 ? in.readSigned("restart value") : null;
        return new Command.AlterSequence(
                ticket, schema, name, ifExists, options, restart != 0, restartWith);
    }

    private static Command comment(ByteReader in) {
        Ticket ticket = ticket(in);
        String schema = schema(in);
        String name = sequence(in);
        String comment =
                in.readBoolean("has a comment")
                        ? in.readText(CommandLimits.COMMENT_BYTES_MAX, "comment")
                        : null;
        return new Command.CommentSequence(ticket, schema, name, comment);
    }

    private static Command prepare(ByteReader in, int tag) {
        long task = task(in);
        var sequences = TaskCodec.readTargets(in);
        var schemas = TaskCodec.readSchemas(in);
        in.require(
                sequences.size() + schemas.size() <= CommandLimits.TASK_NAMES_MAX,
                "too many names to prepare");
        if (tag == CommandTag.PREPARE_TASK_GRANT) {
            long grantor = in.readUpTo(Privileges.USER_ID_MAX, "user id");
            GrantChange change = TaskCodec.readGrant(in);
            return new Command.PrepareTask(task, sequences, schemas, grantor, change);
        }
        long user = tag == CommandTag.PREPARE_TASK_AS ? AccessCodec.user(in) : 0;
        return new Command.PrepareTask(task, sequences, schemas, user, null);
    }

    private static Command decide(ByteReader in, Finding.Form form) {
        long task = task(in);
        int count = in.readCount(CommandLimits.SLOT_RUNS_MAX, 2, "finding count");
        Finding[] findings = new Finding[count];
        for (int i = 0; i < count; i++) {
            findings[i] = TaskCodec.readFinding(in, form);
        }
        List<Finding> all = Arrays.asList(findings);
        in.require(Finding.form(all) == form, "findings with nothing more to say,");
        return new Command.DecideTask(task, all);
    }

    private static Command.AssignSlots assignSlots(ByteReader in) {
        int count = in.readCount(CommandLimits.SLOT_RUNS_MAX, 3, "slot run count");
        SlotRun[] runs = new SlotRun[count];
        for (int i = 0; i < count; i++) {
            runs[i] =
                    new SlotRun(
                            number(in, "first slot"), number(in, "last slot"), number(in, "group"));
        }
        return new Command.AssignSlots(Arrays.asList(runs));
    }

    private static Ticket ticket(ByteReader in) {
        return new Ticket(
                in.readSigned("registration"),
                in.readSigned("call"),
                in.readSigned("answered below"));
    }

    private static long task(ByteReader in) {
        return in.readSigned("task id");
    }

    private static String schema(ByteReader in) {
        return in.readText(CommandLimits.NAME_BYTES_MAX, "schema name");
    }

    private static String sequence(ByteReader in) {
        return in.readText(CommandLimits.NAME_BYTES_MAX, "sequence name");
    }

    private static int number(ByteReader in, String what) {
        long value = in.readSigned(what);
        if (value != (int) value) {
            throw in.fail(what + " " + value + " does not fit into 32 bits,");
        }
        return (int) value;
    }
}
