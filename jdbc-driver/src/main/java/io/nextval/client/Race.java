package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tries several endpoints, and the several addresses of each, until one gives a link: the next one
 * a moment after the one before, or as soon as that has failed (after RFC 8305, "Happy Eyeballs").
 * The first good link wins and the other attempts are given up. Each attempt has a short-lived
 * thread, so that nobody's interrupt or deadline ends it; any thread may wait for the outcome.
 *
 * <p>Credentials that a server refuses end the race: they are wrong at every node.
 */
final class Race {
    /** How long an attempt is alone before the next one starts. */
    static final long STAGGER_NANOS = 250_000_000L;

    /** Opens a link to one address, completely: one that is of no use is closed and an error. */
    interface Way {
        Link open(Endpoint endpoint, InetAddress address, Attempt attempt)
                throws IOException, ClientException;
    }

    /** Without an address it is looked up first. */
    private record Target(Endpoint endpoint, @Nullable InetAddress address) {}

    private final Resolver resolver;
    private final Way way;
    private final Consumer<Link> winner;
    private final long limitNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Target> waiting = new ArrayDeque<>();
    private final Map<Attempt, Endpoint> running = new LinkedHashMap<>();
    private final Map<Endpoint, String> reasons = new LinkedHashMap<>();
    private final CompletableFuture<Link> outcome = new CompletableFuture<>();
    private boolean mismatch = true;
    private boolean over;
    private int started;

    private Race(Resolver resolver, Way way, Consumer<Link> winner, long limitNanos) {
        this.resolver = resolver;
        this.way = way;
        this.winner = winner;
        this.limitNanos = limitNanos;
    }

    /**
     * Starts a race, which ends at {@code limitNanos} at the latest. {@code winner} is called
     * before anybody gets the link.
     */
    static Race start(
            List<Endpoint> endpoints,
            Resolver resolver,
            Way way,
            Consumer<Link> winner,
            long limitNanos) {
        Race race = new Race(resolver, way, winner, limitNanos);
        for (Endpoint endpoint : endpoints) {
            race.waiting.add(new Target(endpoint, null));
        }
        race.startNext();
        later(limitNanos - System.nanoTime(), () -> race.end("has not answered in time", null));
        return race;
    }

    boolean isOver() {
        return outcome.isDone();
    }

    /** The link; null if the race is still on at that time. */
    @Nullable Link await(long untilNanos) throws IOException, ClientException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    long left = Math.max(0, untilNanos - System.nanoTime());
                    return outcome.get(left, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (TimeoutException e) {
                    return null;
                } catch (ExecutionException e) {
                    throw failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void cancel(String reason) {
        end(reason, null);
    }

    private static IOException failure(ExecutionException e) throws ClientException {
        if (e.getCause() instanceof ClientException refused) {
            throw new ClientException(refused);
        }
        return e.getCause() instanceof Unreachable all
                ? new Unreachable(String.valueOf(all.getMessage()), all.isMismatch())
                : new IOException(e.getCause());
    }

    private void startNext() {
        Attempt attempt = new Attempt();
        Target target;
        lock.lock();
        try {
            target = over ? null : waiting.poll();
            if (target == null) {
                return;
            }
            running.put(attempt, target.endpoint());
            started++;
            startNextLater();
        } finally {
            lock.unlock();
        }
        try {
            Threads.start("nextval-connect", () -> run(target, attempt));
        } catch (Error e) {
            failed(attempt, target.endpoint(), new IOException("no thread: " + e.getMessage(), e));
        }
    }

    /** Under the lock. An attempt that is started meanwhile takes this one's place. */
    private void startNextLater() {
        int now = started;
        later(
                STAGGER_NANOS,
                () -> {
                    if (isLatest(now)) {
                        startNext();
                    }
                });
    }

    private boolean isLatest(int number) {
        lock.lock();
        try {
            return number == started;
        } finally {
            lock.unlock();
        }
    }

    private void run(Target target, Attempt attempt) {
        Endpoint endpoint = target.endpoint();
        try {
            InetAddress address = target.address();
            if (address == null) {
                List<InetAddress> all = resolver.addresses(endpoint.host(), limitNanos);
                address = all.get(0);
                add(endpoint, all.subList(1, all.size()));
            }
            opened(attempt, way.open(endpoint, address, attempt));
        } catch (IOException e) {
            failed(attempt, endpoint, e);
        } catch (ClientException e) {
            end("", e);
        } catch (RuntimeException | Error e) {
            failed(attempt, endpoint, new IOException("the driver failed: " + e, e));
        }
    }

    /** The other addresses of a host come after the first ones of the other hosts. */
    private void add(Endpoint endpoint, List<InetAddress> others) {
        lock.lock();
        try {
            others.forEach(address -> waiting.add(new Target(endpoint, address)));
            startNextLater();
        } finally {
            lock.unlock();
        }
    }

    private void opened(Attempt attempt, Link link) {
        boolean won;
        lock.lock();
        try {
            running.remove(attempt);
            won = !over;
            over = true;
        } finally {
            lock.unlock();
        }
        if (!won) {
            link.close(new IOException("another attempt was faster"));
            return;
        }
        giveUpOthers();
        try {
            winner.accept(link);
        } finally {
            outcome.complete(link);
        }
    }

    private void failed(Attempt attempt, Endpoint endpoint, IOException cause) {
        boolean last;
        lock.lock();
        try {
            running.remove(attempt);
            String reason = String.valueOf(cause.getMessage());
            reasons.merge(endpoint, reason, (a, b) -> a.contains(b) ? a : a + ", " + b);
            mismatch &= cause instanceof Handshake.Mismatch;
            last = running.isEmpty() && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
        if (last) {
            end("", null);
        } else {
            startNext();
        }
    }

    /** Without a winner. {@code rest} is the reason of those that have none of their own. */
    private void end(String rest, @Nullable ClientException refused) {
        Exception cause;
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            boolean complete = running.isEmpty() && waiting.isEmpty();
            running.values().forEach(endpoint -> reasons.putIfAbsent(endpoint, rest));
            waiting.forEach(target -> reasons.putIfAbsent(target.endpoint(), rest));
            StringBuilder all = new StringBuilder();
            reasons.forEach(
                    (endpoint, reason) ->
                            all.append(all.isEmpty() ? "" : "; ")
                                    .append(endpoint)
                                    .append(' ')
                                    .append(reason));
            cause =
                    refused != null
                            ? refused
                            : new Unreachable(all.toString(), mismatch && complete);
        } finally {
            lock.unlock();
        }
        giveUpOthers();
        outcome.completeExceptionally(cause);
    }

    private void giveUpOthers() {
        List<Attempt> others;
        lock.lock();
        try {
            others = List.copyOf(running.keySet());
            waiting.clear();
        } finally {
            lock.unlock();
        }
        others.forEach(Attempt::giveUp);
    }

    /** On the timer thread of the JDK, so the task must be short. */
    private static void later(long nanos, Runnable task) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run).execute(task);
    }
}
