package io.nextval.server.command;

import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import java.util.Arrays;

/** One command from bytes. */
final class CommandReader {
    private CommandReader() {}

    static Command read(ByteReader in) {
        int tag = in.readByte("command tag");
        int length = in.readCount(Integer.MAX_VALUE, 1, "command length");
        int outer = in.enter(length);
        Command command = body(in, tag, length);
        in.leave(outer);
        return command;
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
                            name(in, "schema name"),
                            name(in, "sequence name"),
                            in.readSigned("count"),
                            in.readBoolean("atomic"));
            case CommandTag.REGISTER_CLIENT -> new Command.RegisterClient(in.readUuid("client id"));
            case CommandTag.CREATE_SEQUENCE ->
                    new Command.CreateSequence(
                            ticket(in),
                            name(in, "schema name"),
                            name(in, "sequence name"),
                            DefinitionCodec.read(in),
                            in.readBoolean("if not exists"));
            case CommandTag.DROP_SEQUENCE ->
                    new Command.DropSequence(
                            ticket(in),
                            name(in, "schema name"),
                            name(in, "sequence name"),
                            in.readBoolean("if exists"));
            case CommandTag.ADOPT_SLOTS ->
                    new Command.AdoptSlots(number(in, "first slot"), number(in, "last slot"));
            case CommandTag.RECORD_NODE -> new Command.RecordNode(NodeCodec.read(in));
            case CommandTag.ASSIGN_SLOTS -> assignSlots(in);
            default ->
                    throw in.fail(
                            "unknown command tag "
                                    + tag
                                    + " ("
                                    + length
                                    + " bytes; written by a newer version?)");
        };
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

    private static String name(ByteReader in, String what) {
        return in.readText(CommandLimits.NAME_BYTES_MAX, what);
    }

    private static int number(ByteReader in, String what) {
        long value = in.readSigned(what);
        if (value != (int) value) {
            throw in.fail(what + " " + value + " does not fit into 32 bits,");
        }
        return (int) value;
    }
}
