package io.nextval.server.raft;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.state.Answer;
import io.nextval.server.state.GroupState;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Linearizable reads of a group's state on this node, whether or not it leads.
 *
 * <p>A read waits for a {@link Command.Barrier} that was sent after it came: when this node applies
 * that entry, it has applied all that was committed, and so all that was acknowledged, before the
 * read. Nothing but the log is believed, so a leader that was deposed can not serve an old state.
 *
 * <p>One barrier is under way at a time, and reads that come meanwhile share the next one; so
 * however many there are, they cost no more entries than the log has round trips. A barrier that
 * got lost, or that a snapshot jumped over, is sent again under the same number: any entry with
 * that number came after the reads that wait for it.
 *
 * <p>Any thread; {@link #applied} is for the applying thread.
 */
final class Reads {
    /** When nobody has heard of a group for so long, its readers are told so. */
    static final long TIMEOUT_MILLIS = 5_000;

    private static final long RESEND_MILLIS = 1_000;
    private static final long RETRY_MILLIS = 100;
    private static final int WAITING_MAX = 10_000;

    /** A read, from its call until it is answered. */
    private record Read<T>(Function<GroupState, T> reader, CompletableFuture<T> result) {
        void run(GroupState state) {
            try {
                T value = reader.apply(state);
                result.completeAsync(() -> value); // callers' code does not hold up the log
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }
    }

    private final int group;
    private final Function<Command, CompletableFuture<Answer>> log;
    private final long id = UUID.randomUUID().getMostSignificantBits();
    private List<Read<?>> gathering = new ArrayList<>();
    private List<Read<?>> crossing = List.of();
    private long number;

    /** The number of the barrier that is awaited, 0 for none. */
    private volatile long awaited;

    Reads(int group, Function<Command, CompletableFuture<Answer>> log) {
        this.group = group;
        this.log = log;
    }

    <T> CompletableFuture<T> read(Function<GroupState, T> reader) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (!add(new Read<>(reader, result))) {
            return CompletableFuture.failedFuture(
                    new GroupUnavailableException(group, "has too many reads waiting"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        var unused =
                result.orTimeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                        .whenComplete(
                                (value, failure) -> {
                                    if (failure instanceof TimeoutException) {
                                        answer.completeExceptionally(late());
                                    } else if (failure != null) {
                                        answer.completeExceptionally(failure);
                                    } else {
                                        answer.complete(value);
                                    }
                                });
        return answer;
    }

    private GroupUnavailableException late() {
        return new GroupUnavailableException(
                group,
                "gave no answer within "
                        + TIMEOUT_MILLIS / 1000
                        + " s; has it a majority of its members?");
    }

    private boolean add(Read<?> read) {
        long first;
        synchronized (this) {
            if (gathering.size() >= WAITING_MAX) {
                return false;
            }
            gathering.add(read);
            if (awaited != 0) {
                return true;
            }
            first = depart();
        }
        send(first);
        return true;
    }

    /** All reads that came so far wait for the next barrier. Holds the lock. */
    private long depart() {
        crossing = gathering;
        gathering = new ArrayList<>();
        number++;
        awaited = number;
        return number;
    }

    private void send(long barrier) {
        var unused =
                log.apply(new Command.Barrier(id, barrier))
                        .orTimeout(RESEND_MILLIS, TimeUnit.MILLISECONDS)
                        .whenComplete((answer, failure) -> checkLater(barrier, failure != null));
    }

    private void checkLater(long barrier, boolean failed) {
        CompletableFuture.delayedExecutor(
                        failed ? RETRY_MILLIS : RESEND_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> check(barrier));
    }

    private void check(long barrier) {
        long next = barrier;
        synchronized (this) {
            if (awaited != barrier) {
                return;
            }
            crossing.removeIf(read -> read.result().isDone());
            if (crossing.isEmpty()) {
                awaited = 0;
                if (gathering.isEmpty()) {
                    return;
                }
                next = depart();
            }
        }
        send(next);
    }

    /** An entry was applied to the state. */
    void applied(Batch batch, GroupState state) {
        long barrier = awaited;
        if (barrier != 0) {
            look(barrier, batch, state);
        }
    }

    private void look(long barrier, Batch batch, GroupState state) {
        for (Command command : batch.commands()) {
            if (command instanceof Command.Barrier b && b.reader() == id && b.number() == barrier) {
                crossed(barrier, state);
                return;
            }
        }
    }

    private void crossed(long barrier, GroupState state) {
        List<Read<?>> ready;
        long next = 0;
        synchronized (this) {
            if (awaited != barrier) {
                return;
            }
            ready = crossing;
            crossing = List.of();
            awaited = 0;
            if (!gathering.isEmpty()) {
                next = depart();
            }
        }
        for (Read<?> read : ready) {
            read.run(state);
        }
        if (next != 0) {
            send(next);
        }
    }
}
