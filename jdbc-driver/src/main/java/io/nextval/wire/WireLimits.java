package io.nextval.wire;

/** The protocol's fixed numbers and limits; a peer that exceeds one is disconnected with 08P01. */
public final class WireLimits {
    /** The first four bytes of a {@link Hello}'s body: "NXTV". */
    public static final int MAGIC = 0x4E585456;

    /** The oldest and the newest version that this code speaks. */
    public static final int VERSION_MIN = 1;

    public static final int VERSION_MAX = 3;

    /** Bytes of the length that precedes each frame. */
    public static final int LENGTH_BYTES = 4;

    /** Longest frame before the handshake is done, in either direction, without its length. */
    public static final int HANDSHAKE_FRAME_BYTES_MAX = 1024;

    /** Longest frame after the handshake, without its length. */
    public static final int FRAME_BYTES_MAX = 16 << 20;

    /** Most entries of any list but the rows of a {@link Result}. */
    public static final int LIST_ITEMS_MAX = 65_536;

    /** Most rows of a {@link Result}. */
    public static final int ROWS_MAX = 1_000_000;

    /** Most digits of a decimal value. */
    public static final int DECIMAL_DIGITS_MAX = 1_000;

    /** Most places of a decimal value after or before its point. */
    public static final int DECIMAL_SCALE_MAX = 16_383;

    /** Number of slots that sequence names hash to. */
    public static final int SLOTS = 4096;

    private WireLimits() {}
}
