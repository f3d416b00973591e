package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Names that a test points at addresses of this machine, and points elsewhere later. */
final class ScriptedNames implements Resolver {
    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private volatile @Nullable String hanging;
    private final CountDownLatch released = new CountDownLatch(1);

    void set(String name, String... addresses) throws IOException {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        names.put(name, Arrays.asList(all));
    }

    /** Lookups of this name take until the test is over. */
    void hang(String name) {
        hanging = name;
    }

    void release() {
        released.countDown();
    }

    @Override
    public List<InetAddress> addresses(String host, long deadlineNanos) throws IOException {
        if (host.equals(hanging)) {
            try {
                boolean unused = released.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("the lookup of host " + host + " takes too long");
        }
        List<InetAddress> known = names.get(host);
        return known != null ? known : Dns.OF_THE_JVM.addresses(host, deadlineNanos);
    }
}
