package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.wire.Ticket;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What clients were promised, kept in the simplest way: every first answer is remembered for ever,
 * and every further one is held against it.
 */
final class ClientModel {
    private record Call(long registration, long number) {}

    private final Map<Call, Answer> firstAnswers = new HashMap<>();
    private final Map<Long, Long> lastSeen = new HashMap<>();
    private final Map<Long, Long> settledBelow = new HashMap<>();
    private final Map<Long, BigInteger> nextValues = new HashMap<>();
    private final Map<Long, Long> epochs = new HashMap<>();
    private final Set<Long> registrations = new HashSet<>();
    private long timeMillis;

    /** How often a retry was answered from the records. */
    long retries;

    /** How many answers were held back. */
    long helds;

    /** How often nothing was reserved as the sequence was strict. */
    long refusals;

    /** How many grants were found to follow the one before. */
    long grants;

    /** Holds the answers against the promises; the state is asked for definitions only. */
    void check(Batch batch, List<Answer> answers, GroupState state) {
        timeMillis = Math.max(timeMillis, batch.logTimeMillis());
        lastSeen.values().removeIf(seen -> timeMillis - seen > StateLimits.TICKET_RETENTION_MILLIS);
        assertThat(answers).hasSameSizeAs(batch.commands());
        Set<Long> moved = movedByTheirOwners(batch, state);
        nextValues.keySet().removeAll(moved);
        for (int i = 0; i < answers.size(); i++) {
            Command command = batch.commands().get(i);
            if (command instanceof Command.Ticketed ticketed) {
                boolean isNew = checkTicket(ticketed.ticket(), answers.get(i));
                if (isNew && answers.get(i) instanceof Answer.Reserved reserved) {
                    checkReserved(reserved, moved, state);
                } else if (isNew
                        && !(bare(command) instanceof Command.SetValue)
                        && answers.get(i) instanceof Answer.Granted granted) {
                    checkNoGapNoOverlap(granted, moved, state);
                } else if (isNew && answers.get(i) instanceof Answer.Held held) {
                    assertThat(held.untilLogMillis()).isGreaterThan(timeMillis);
                    helds++;
                }
            } else if (answers.get(i) instanceof Answer.Registered registered) {
                long registration = registered.registration();
                boolean isNew = registrations.add(registration);
                assertThat(isNew || lastSeen.containsKey(registration))
                        .as("registration %s is used again", registration)
                        .isTrue();
                lastSeen.put(registration, timeMillis);
            }
        }
    }

    /** The command without who asks. */
    static Command bare(Command command) {
        return command instanceof Command.As as ? as.command() : command;
    }

    private static Answer.Granted granted(Answer.Reserved reserved) {
        return new Answer.Granted(
                reserved.sequenceId(),
                reserved.first(),
                reserved.count(),
                reserved.increment(),
                null);
    }

    /** The sequences that ALTER SEQUENCE or SETVAL changed in this batch. */
    private Set<Long> movedByTheirOwners(Batch batch, GroupState state) {
        Set<Long> moved = new HashSet<>();
        Map<Long, Long> now = new HashMap<>();
        for (Command asked : batch.commands()) {
            Command command = bare(asked);
            SequenceName name = null;
            if (command instanceof Command.AlterSequence alter) {
                name = new SequenceName(alter.schema(), alter.name());
            } else if (command instanceof Command.SetValue set) {
                name = new SequenceName(set.schema(), set.name());
            }
            Sequence sequence = name == null ? null : state.sequences().find(name);
            if (sequence != null && sequence.epoch() != epochs.getOrDefault(sequence.id(), 0L)) {
                moved.add(sequence.id());
                now.put(sequence.id(), sequence.epoch());
            }
        }
        epochs.putAll(now);
        return moved;
    }

    /** Returns whether this is the first answer to the ticket. */
    private boolean checkTicket(Ticket ticket, Answer answer) {
        long registration = ticket.registration();
        if (!lastSeen.containsKey(registration)) {
            assertThat(answer).isEqualTo(Answers.EXPIRED);
            return false;
        }
        lastSeen.put(registration, timeMillis);
        long below = Math.max(ticket.answeredBelow(), settledBelow.getOrDefault(registration, 1L));
        settledBelow.put(registration, below);
        Answer first = firstAnswers.get(new Call(registration, ticket.call()));
        if (ticket.call() < below) {
            assertThat(answer).isEqualTo(Refusals.SETTLED);
        } else if (first != null) {
            assertThat(answer).isEqualTo(first);
            retries++;
        } else if (!answer.equals(Answers.MOVED) && !answer.equals(Answers.BUSY)) {
            assertThat(answer).isNotEqualTo(Answers.EXPIRED).isNotEqualTo(Refusals.SETTLED);
            firstAnswers.put(new Call(registration, ticket.call()), answer);
            return true;
        }
        return false;
    }

    /** Of a strict sequence nothing is reserved, and so the next grant follows the last one. */
    private void checkReserved(Answer.Reserved reserved, Set<Long> moved, GroupState state) {
        if (reserved.count() > 0) {
            checkNoGapNoOverlap(granted(reserved), moved, state);
        } else {
            assertThat(reserved.cache()).isEqualTo(1);
            assertThat(reserved.validMillis()).isZero();
            refusals++;
        }
    }

    /** Of a sequence that does not cycle, each grant starts where the one before ended. */
    private void checkNoGapNoOverlap(Answer.Granted granted, Set<Long> moved, GroupState state) {
        long id = granted.sequenceId();
        Sequence sequence = state.sequences().find(id);
        if (sequence == null || moved.contains(id) || sequence.definition().cycle()) {
            nextValues.remove(id);
            return; // dropped or moved in the same batch, or its values come again
        }
        BigInteger first = BigInteger.valueOf(granted.first());
        BigInteger start = BigInteger.valueOf(sequence.definition().start());
        BigInteger expected = nextValues.getOrDefault(id, sequence.epoch() == 0 ? start : first);
        assertThat(first).as("%s", granted).isEqualTo(expected);
        BigInteger count = BigInteger.valueOf(granted.count());
        BigInteger increment = BigInteger.valueOf(granted.increment());
        nextValues.put(id, first.add(count.multiply(increment)));
        grants++;
    }
}
