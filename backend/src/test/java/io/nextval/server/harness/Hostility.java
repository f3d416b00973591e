package io.nextval.server.harness;

import java.util.Locale;

/** The ways of hostile clients, each with its usual pace. */
public enum Hostility {
    /** Sends the first frame of many connections byte by byte. */
    SLOW_DRIP(1, 10),
    /** Logs in, announces a large frame, and sends that byte by byte. */
    SLOW_DRIP_AFTER_LOGIN(1, 10),
    /** Connects, says half a Hello or nothing, and stays. */
    HALF_OPEN(1, 150),
    /** Connects and connects. */
    CONNECTS(1, 1_700),
    /** Announces a frame of two gigabytes. */
    OVERSIZED_FRAMES(1, 100),
    /** Sends part of a frame and hangs up. */
    TRUNCATED_FRAMES(1, 100),
    /** Sends a frame that makes no sense, or another protocol. */
    GARBAGE(1, 100),
    /** Guesses passwords, of a real user and of others. */
    WRONG_PASSWORDS(32, 200),
    /** Asks and never reads the answers. */
    UNREAD_REPLIES(4, 100);

    private final int threads;
    private final int perSecond;

    Hostility(int threads, int perSecond) {
        this.threads = threads;
        this.perSecond = perSecond;
    }

    int threads() {
        return threads;
    }

    /** The usual number of steps in a second, those of all threads. */
    public int perSecond() {
        return perSecond;
    }

    /** The name in tables: {@code slow drip}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
