package io.nextval.server.state;

import io.nextval.server.command.Command;
import io.nextval.server.command.Privileges;
import io.nextval.sql.SequenceDefinition;

/**
 * What the clients of a sequencer group ask of its sequences, by PostgreSQL's rules and with its
 * order of checks: is it here, is it there, may they. The applying thread only.
 *
 * <p>What changes a sequence under its drivers' hands, ALTER, SETVAL, DROP, REVOKE and another
 * owner, is answered when nothing is left that they reserved before, see {@link Answer.Held}.
 */
final class SequenceCommands {
    private static final int DRAW = Privileges.USAGE | Privileges.UPDATE;

    private final SequenceTable table;
    private final Locks locks;

    SequenceCommands(SequenceTable table, Locks locks) {
        this.table = table;
        this.locks = locks;
    }

    Answer next(Command.Next command, Caller caller) {
        long id = command.sequenceId();
        if (!table.owns(Slots.ofId(id))) {
            return Answers.MOVED;
        }
        Sequence sequence = table.find(id);
        if (sequence == null) {
            return Refusals.unknownId(id);
        }
        return sequence.locked()
                ? Answers.BUSY
                : draw(sequence, command.count(), command.atomic(), caller);
    }

    Answer nextByName(Command.NextByName command, Caller caller) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = table.unavailableToDraw(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = table.find(name);
        return sequence == null
                ? Refusals.unknownRelation(name)
                : draw(sequence, command.count(), command.atomic(), caller);
    }

    private static Answer draw(Sequence sequence, long count, boolean atomic, Caller caller) {
        if (!caller.may(DRAW, sequence.access())) {
            return AccessRefusals.denied(shown(sequence));
        }
        return sequence.draw(count, atomic);
    }

    Answer reserve(Command.Reserve command, Caller caller, long nowMillis) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = table.unavailableToReserve(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = table.find(name);
        if (sequence == null) {
            return Refusals.unknownRelation(name);
        } else if (!caller.may(DRAW, sequence.access())) {
            return AccessRefusals.denied(shown(sequence));
        }
        return sequence.reserve(command.count(), command.validMillis(), nowMillis);
    }

    Answer create(Command.CreateSequence command, Caller caller) {
        int slot = Slots.of(command.schema(), command.name());
        if (!table.owns(slot)) {
            return Answers.MOVED;
        }
        SequenceName name = new SequenceName(command.schema(), command.name());
        if (locks.covers(name) || locks.dropped().contains(command.schemaId())) {
            return Answers.BUSY; // a node that has not heard of the drop yet tries again
        }
        if (table.find(name) != null) {
            return command.ifNotExists() ? Answers.alreadyExists(name) : Refusals.exists(name);
        }
        SequenceDefinition definition = command.definition();
        String problem = Refusals.problemOf(definition);
        if (problem != null) {
            return Refusals.badDefinition(problem);
        }
        if (table.size() >= StateLimits.SEQUENCES_PER_GROUP_MAX) {
            return Refusals.tooManySequences(table.group());
        }
        long id = table.nextId(slot);
        if (id < 0) {
            return Refusals.slotUsedUp(slot);
        }
        Access access = Access.ownedBy(caller.id());
        table.put(new Sequence(id, name, definition, definition.start(), false, 0, null, access));
        return definition.ordered() && definition.cache() > 1
                ? Answers.servedStrictly(name, definition.cache())
                : Answers.DONE;
    }

    Answer drop(Command.DropSequence command, Caller caller, long nowMillis) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = table.unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = table.find(name);
        if (sequence == null) {
            return command.ifExists() ? Answers.doesNotExist(name) : Refusals.unknownSequence(name);
        } else if (!caller.owns(sequence.access())) {
            return AccessRefusals.mustOwn(shown(sequence));
        }
        table.remove(sequence);
        return Holds.hold(sequence.blockUntilMillis(), nowMillis, Answers.DONE);
    }

    Answer alter(Command.AlterSequence command, Caller caller, long nowMillis) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = table.unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = table.find(name);
        if (sequence == null) {
            return command.ifExists()
                    ? Answers.relationDoesNotExist(name)
                    : Refusals.unknownRelation(name);
        } else if (!caller.owns(sequence.access())) {
            return AccessRefusals.mustOwn(shown(sequence));
        }
        Alteration to = Alteration.of(sequence, command);
        if (to.problem() != null) {
            return Refusals.badDefinition(to.problem());
        }
        table.replace(sequence.altered(to));
        SequenceDefinition definition = to.definition();
        boolean said = command.options().ordered() != null || command.options().cache() != null;
        return Holds.hold(
                sequence.blockUntilMillis(),
                nowMillis,
                said && definition.ordered() && definition.cache() > 1
                        ? Answers.servedStrictly(name, definition.cache())
                        : Answers.DONE);
    }

    Answer setValue(Command.SetValue command, Caller caller, long nowMillis) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = table.unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = table.find(name);
        if (sequence == null) {
            return Refusals.unknownRelation(name);
        } else if (!caller.may(Privileges.UPDATE, sequence.access())) {
            return AccessRefusals.denied(shown(sequence));
        }
        Answer set = sequence.set(command.value(), command.called());
        return set instanceof Answer.Rejected
                ? set
                : Holds.hold(sequence.blockUntilMillis(), nowMillis, set);
    }

    Answer comment(Command.CommentSequence command, Caller caller) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = table.unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = table.find(name);
        if (sequence == null) {
            return Refusals.unknownRelation(name);
        } else if (!caller.owns(sequence.access())) {
            return AccessRefusals.mustOwn(shown(sequence));
        }
        String text = command.comment();
        return table.comment(sequence, text == null || text.isEmpty() ? null : text)
                ? Answers.DONE
                : Refusals.tooManyComments(table.group());
    }

    /** A REVOKE is held; a GRANT takes nothing from anybody. */
    Answer grant(Command.GrantOnSequence command, Caller caller, long nowMillis) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = table.unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = table.find(name);
        if (sequence == null) {
            return Refusals.unknownRelation(name);
        }
        Access access = sequence.access();
        if (!caller.owns(access)) {
            return access.allows(caller.id(), Privileges.ON_SEQUENCE)
                    ? AccessRefusals.nothingToGrant(name.name(), command.revoke())
                    : AccessRefusals.denied(shown(sequence));
        }
        Access changed =
                access.changed(
                        command.revoke(),
                        command.privileges(),
                        command.userIds(),
                        Privileges.ON_SEQUENCE);
        if (changed == null) {
            return AccessRefusals.tooManyGrants(shown(sequence));
        } else if (!table.access(sequence, changed)) {
            return AccessRefusals.tooManyGrantsInGroup(table.group());
        }
        return command.revoke()
                ? Holds.hold(sequence.blockUntilMillis(), nowMillis, Answers.DONE)
                : Answers.DONE;
    }

    Answer setOwner(Command.SetSequenceOwner command, Caller caller, long nowMillis) {
        SequenceName name = new SequenceName(command.schema(), command.name());
        Answer answer = table.unavailable(name);
        if (answer != null) {
            return answer;
        }
        Sequence sequence = table.find(name);
        if (sequence == null) {
            return Refusals.unknownRelation(name);
        }
        Access access = sequence.access();
        if (!caller.owns(access)) {
            return AccessRefusals.mustOwn(shown(sequence));
        } else if (access.owner() == command.userId()) {
            return Answers.DONE;
        } else if (!caller.unchecked()) {
            return AccessRefusals.canNotGive(name.name());
        } else if (!table.access(
                sequence, access.givenTo(command.userId(), Privileges.ON_SEQUENCE))) {
            return AccessRefusals.tooManyGrantsInGroup(table.group());
        }
        return Holds.hold(sequence.blockUntilMillis(), nowMillis, Answers.DONE);
    }

    private static String shown(Sequence sequence) {
        return "sequence " + sequence.name().name();
    }
}
