package io.nextval.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The resolver of the JVM, asked anew for each connection; how long an answer of it is used again
 * is the JVM's setting {@code networkaddress.cache.ttl}. Its lookups can not be given up, so each
 * has a thread of its own, which all that wait for the same name share: a name server that does not
 * answer costs one thread for each name.
 */
final class Dns implements Resolver {
    static final Dns OF_THE_JVM = new Dns();

    private final Map<String, CompletableFuture<List<InetAddress>>> lookups =
            new ConcurrentHashMap<>();

    private Dns() {}

    @Override
    public List<InetAddress> addresses(String host, long deadlineNanos) throws IOException {
        if (isLiteral(host)) {
            return lookUp(host);
        }
        CompletableFuture<List<InetAddress>> fresh = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> running = lookups.putIfAbsent(host, fresh);
        if (running == null) {
            Threads.start("nextval-lookup", () -> run(host, fresh));
            running = fresh;
        }
        try {
            long left = Math.max(0, deadlineNanos - System.nanoTime());
            return running.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("the lookup of host " + host + " takes too long", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause() == null ? "" : e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the lookup of host " + host + " was interrupted", e);
        }
    }

    private void run(String host, CompletableFuture<List<InetAddress>> lookup) {
        try {
            lookup.complete(lookUp(host));
        } catch (IOException | RuntimeException | Error e) {
            lookup.completeExceptionally(e);
        } finally {
            lookups.remove(host, lookup);
        }
    }

    private static List<InetAddress> lookUp(String host) throws IOException {
        try {
            InetAddress[] found = InetAddress.getAllByName(host);
            int count = Math.min(found.length, ClientLimits.ADDRESSES_MAX);
            return List.copyOf(Arrays.asList(found).subList(0, count));
        } catch (UnknownHostException e) {
            throw new IOException("unknown host " + host, e);
        }
    }

    /** Such a text is read and not looked up. */
    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0
                || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }
}
