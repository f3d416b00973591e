package io.nextval.server.harness;

import java.security.SecureRandom;

/** The seed of a test's random choices: printed, and repeatable with {@code -Dnextval.seed=N}. */
public final class Seed {
    private Seed() {}

    /** The given seed, else a new one. */
    public static long next(String test) {
        long seed = Long.getLong("nextval.seed", new SecureRandom().nextInt(Integer.MAX_VALUE));
        System.out.println(test + ": seed " + seed + " (repeat with -Dnextval.seed=" + seed + ")");
        return seed;
    }
}
