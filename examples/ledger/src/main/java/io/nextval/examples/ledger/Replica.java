package io.nextval.examples.ledger;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Balances, as they are after the entries 1 to n. A transfer that is not covered is refused, so the
 * order decides what the balances are.
 */
final class Replica {
    static final List<String> ACCOUNTS = List.of("alice", "bob", "carol", "dan");
    private static final long AT_FIRST = 100;

    private final EntryLog log;
    private final Duration patience;
    private final Map<String, Long> balances = new TreeMap<>();
    private long applied;
    private int voids;
    private int refused;

    Replica(EntryLog log, Duration patience) {
        this.log = log;
        this.patience = patience;
        ACCOUNTS.forEach(account -> balances.put(account, AT_FIRST));
    }

    /** Applies every entry up to this number, one after the other. */
    void applyUpTo(long last) throws IOException, InterruptedException {
        while (applied < last) {
            apply(entry(applied + 1));
            applied++;
        }
    }

    /**
     * The entry under a number that was drawn. If it does not come, its writer is taken for dead
     * and the number is declared void. Whoever writes first decides that for all replicas: if the
     * writer comes now, this put is refused; if it comes later, its own is.
     */
    private String entry(long number) throws IOException, InterruptedException {
        Optional<String> entry = log.awaitEntry(number, patience);
        if (entry.isEmpty()) {
            log.put(number, EntryLog.VOID);
            entry = log.get(number);
        }
        return entry.orElseThrow();
    }

    private void apply(String entry) {
        if (entry.equals(EntryLog.VOID)) {
            voids++;
            return;
        }
        String[] word = entry.split(" ", 4);
        long amount = Long.parseLong(word[3]);
        if (balances.getOrDefault(word[1], 0L) < amount) {
            refused++;
            return;
        }
        balances.merge(word[1], -amount, Long::sum);
        balances.merge(word[2], amount, Long::sum);
    }

    @Override
    public String toString() {
        return "%d numbers, %d void, %d refused, %s".formatted(applied, voids, refused, balances);
    }
}
