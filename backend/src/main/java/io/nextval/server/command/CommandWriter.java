package io.nextval.server.command;

import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

/** One command into bytes: tag, length, body. */
final class CommandWriter {
    private CommandWriter() {}

    static void write(ByteWriter out, Command command) {
        if (command instanceof Command.Next next) {
            int start = open(out, CommandTag.NEXT);
            ticket(out, next.ticket());
            out.writeSigned(next.sequenceId());
            out.writeSigned(next.count());
            out.writeBoolean(next.atomic());
            out.closeLength(start);
        } else {
            writeRarer(out, command);
        }
    }

    private static void writeRarer(ByteWriter out, Command command) {
        int start = open(out, tag(command));
        if (command instanceof Command.NextByName next) {
            ticket(out, next.ticket());
            name(out, next.schema(), next.name());
            out.writeSigned(next.count());
            out.writeBoolean(next.atomic());
        } else if (command instanceof Command.RegisterClient register) {
            out.writeUuid(register.clientId());
        } else if (command instanceof Command.CreateSequence create) {
            ticket(out, create.ticket());
            name(out, create.schema(), create.name());
            DefinitionCodec.write(out, create.definition());
            out.writeBoolean(create.ifNotExists());
        } else if (command instanceof Command.DropSequence drop) {
            ticket(out, drop.ticket());
            name(out, drop.schema(), drop.name());
            out.writeBoolean(drop.ifExists());
        } else if (command instanceof Command.AdoptSlots adopt) {
            out.writeSigned(adopt.firstSlot());
            out.writeSigned(adopt.lastSlot());
        } else if (command instanceof Command.RecordNode record) {
            NodeCodec.write(out, record.node());
        } else if (command instanceof Command.AssignSlots assign) {
            out.writeUnsigned(assign.runs().size());
            for (SlotRun run : assign.runs()) {
                out.writeSigned(run.firstSlot());
                out.writeSigned(run.lastSlot());
                out.writeSigned(run.group());
            }
        }
        out.closeLength(start);
    }

    private static int tag(Command command) {
        if (command instanceof Command.NextByName) {
            return CommandTag.NEXT_BY_NAME;
        } else if (command instanceof Command.RegisterClient) {
            return CommandTag.REGISTER_CLIENT;
        } else if (command instanceof Command.CreateSequence) {
            return CommandTag.CREATE_SEQUENCE;
        } else if (command instanceof Command.DropSequence) {
            return CommandTag.DROP_SEQUENCE;
        } else if (command instanceof Command.AdoptSlots) {
            return CommandTag.ADOPT_SLOTS;
        } else if (command instanceof Command.RecordNode) {
            return CommandTag.RECORD_NODE;
        } else if (command instanceof Command.AssignSlots) {
            return CommandTag.ASSIGN_SLOTS;
        }
        throw new CommandFormatException("no tag for " + command.getClass().getName());
    }

    private static int open(ByteWriter out, int tag) {
        out.writeByte(tag);
        int start = out.size();
        out.writeByte(0);
        return start;
    }

    private static void ticket(ByteWriter out, Ticket ticket) {
        out.writeSigned(ticket.registration());
        out.writeSigned(ticket.call());
        out.writeSigned(ticket.answeredBelow());
    }

    private static void name(ByteWriter out, String schema, String name) {
        out.writeText(schema);
        out.writeText(name);
    }
}
