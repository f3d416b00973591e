package io.nextval.server.state;

import java.nio.charset.StandardCharsets;

/**
 * The slot of a sequence: FNV-1a (64 bits) over the UTF-8 of the schema, a zero byte and the UTF-8
 * of the name, then the finalizer of MurmurHash3 (FNV's low bits alone are weak), then the low 12
 * bits. It decides where a sequence lives, so it can never change. Stateless; any thread.
 */
public final class Slots {
    /** How many slots there are, always. */
    public static final int COUNT = 4096;

    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;

    private Slots() {}

    /** The slot of the sequence {@code schema.name}, in 0…4095. */
    public static int of(String schema, String name) {
        long hash = fnv(FNV_OFFSET, schema);
        hash *= FNV_PRIME; // the zero byte: XOR with 0, then the multiplication
        hash = fnv(hash, name);
        return (int) finish(hash) & (COUNT - 1);
    }

    /** The slot of the sequence with this id, in 0…4095. */
    public static int ofId(long sequenceId) {
        return (int) sequenceId & (COUNT - 1);
    }

    private static long fnv(long seed, String text) {
        long hash = seed;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }

    private static long finish(long hash) {
        long h = hash;
        h ^= h >>> 33;
        h *= 0xFF51_AFD7_ED55_8CCDL;
        h ^= h >>> 33;
        h *= 0xC4CE_B9FE_1A85_EC53L;
        h ^= h >>> 33;
        return h;
    }
}
