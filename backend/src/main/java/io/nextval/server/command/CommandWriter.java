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
        } else if (command instanceof Command.As as) {
            int start = open(out, CommandTag.AS);
            out.writeUnsigned(as.userId());
            out.writeBoolean(as.superuser());
            write(out, as.command());
            out.closeLength(start);
        } else if (command instanceof Command.Ticketed ticketed) {
            int start = open(out, tag(ticketed));
            ticket(out, ticketed.ticket());
            writeTicketed(out, ticketed);
            out.closeLength(start);
        } else {
            int start = open(out, tag(command));
            writeUnticketed(out, command);
            out.closeLength(start);
        }
    }

    private static void writeTicketed(ByteWriter out, Command.Ticketed command) {
        if (command instanceof Command.NextByName next) {
            name(out, next.schema(), next.name());
            out.writeSigned(next.count());
            out.writeBoolean(next.atomic());
        } else if (command instanceof Command.CreateSequence create) {
            name(out, create.schema(), create.name());
            DefinitionCodec.write(out, create.definition());
            out.writeBoolean(create.ifNotExists());
            if (create.schemaId() != 0) {
                out.writeSigned(create.schemaId());
            }
        } else if (command instanceof Command.DropSequence drop) {
            name(out, drop.schema(), drop.name());
            out.writeBoolean(drop.ifExists());
        } else if (command instanceof Command.AlterSequence alter) {
            name(out, alter.schema(), alter.name());
            out.writeBoolean(alter.ifExists());
            OptionsCodec.write(out, alter.options());
            out.writeByte(!alter.restart() ? 0 : alter.restartWith() == null ? 1 : 2);
            if (alter.restartWith() != null) {
                out.writeSigned(alter.restartWith());
            }
        } else if (command instanceof Command.SetValue set) {
            name(out, set.schema(), set.name());
            out.writeSigned(set.value());
            out.writeBoolean(set.called());
        } else if (command instanceof Command.CommentSequence comment) {
            name(out, comment.schema(), comment.name());
            out.writeBoolean(comment.comment() != null);
            if (comment.comment() != null) {
                out.writeText(comment.comment());
            }
        } else if (command instanceof Command.CreateSchema create) {
            out.writeText(create.name());
            out.writeBoolean(create.ifNotExists());
        } else if (command instanceof Command.StartTask start) {
            TaskCodec.write(out, start.task());
        } else {
            AccessCodec.write(out, command);
        }
    }

    private static void writeUnticketed(ByteWriter out, Command command) {
        if (command instanceof Command.RegisterClient register) {
            out.writeUuid(register.clientId());
        } else if (command instanceof Command.Barrier barrier) {
            out.writeSigned(barrier.reader());
            out.writeSigned(barrier.number());
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
        } else if (command instanceof Command.PrepareTask prepare) {
            out.writeSigned(prepare.task());
            TaskCodec.writeTargets(out, prepare.sequences());
            TaskCodec.writeSchemas(out, prepare.schemas());
            GrantChange change = prepare.grant();
            if (prepare.userId() != 0 || change != null) {
                out.writeUnsigned(prepare.userId());
            }
            if (change != null) {
                TaskCodec.writeGrant(out, change);
            }
        } else if (command instanceof Command.FinishTask finish) {
            out.writeSigned(finish.task());
            out.writeBoolean(finish.commit());
        } else if (command instanceof Command.DecideTask decide) {
            out.writeSigned(decide.task());
            out.writeUnsigned(decide.findings().size());
            Finding.Form form = Finding.form(decide.findings());
            for (Finding finding : decide.findings()) {
                TaskCodec.writeFinding(out, finding, form);
            }
        } else if (command instanceof Command.CompleteTask complete) {
            out.writeSigned(complete.task());
        }
    }

    private static int tag(Command.Ticketed command) {
        if (command instanceof Command.NextByName) {
            return CommandTag.NEXT_BY_NAME;
        } else if (command instanceof Command.CreateSequence create) {
            return create.schemaId() == 0
                    ? CommandTag.CREATE_SEQUENCE
                    : CommandTag.CREATE_SEQUENCE_IN;
        } else if (command instanceof Command.DropSequence) {
            return CommandTag.DROP_SEQUENCE;
        } else if (command instanceof Command.AlterSequence) {
            return CommandTag.ALTER_SEQUENCE;
        } else if (command instanceof Command.SetValue) {
            return CommandTag.SET_VALUE;
        } else if (command instanceof Command.CommentSequence) {
            return CommandTag.COMMENT_SEQUENCE;
        } else if (command instanceof Command.CreateSchema) {
            return CommandTag.CREATE_SCHEMA;
        } else if (command instanceof Command.StartTask) {
            return CommandTag.START_TASK;
        }
        int tag = AccessCodec.tag(command);
        if (tag == 0) {
            throw noTag(command);
        }
        return tag;
    }

    private static int tag(Command command) {
        if (command instanceof Command.RegisterClient) {
            return CommandTag.REGISTER_CLIENT;
        } else if (command instanceof Command.Barrier) {
            return CommandTag.BARRIER;
        } else if (command instanceof Command.AdoptSlots) {
            return CommandTag.ADOPT_SLOTS;
        } else if (command instanceof Command.RecordNode) {
            return CommandTag.RECORD_NODE;
        } else if (command instanceof Command.AssignSlots) {
            return CommandTag.ASSIGN_SLOTS;
        } else if (command instanceof Command.PrepareTask prepare) {
            return prepare.grant() != null
                    ? CommandTag.PREPARE_TASK_GRANT
                    : prepare.userId() == 0 ? CommandTag.PREPARE_TASK : CommandTag.PREPARE_TASK_AS;
        } else if (command instanceof Command.FinishTask) {
            return CommandTag.FINISH_TASK;
        } else if (command instanceof Command.DecideTask decide) {
            return switch (Finding.form(decide.findings())) {
                case NAMES -> CommandTag.DECIDE_TASK;
                case OWNERS -> CommandTag.DECIDE_TASK_MORE;
                case GRANTS -> CommandTag.DECIDE_TASK_GRANT;
            };
        } else if (command instanceof Command.CompleteTask) {
            return CommandTag.COMPLETE_TASK;
        }
        throw noTag(command);
    }

    private static CommandFormatException noTag(Command command) {
        return new CommandFormatException("no tag for " + command.getClass().getName());
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
