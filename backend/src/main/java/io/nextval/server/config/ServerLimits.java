package io.nextval.server.config;

import java.util.Locale;

/**
 * What one client, or all of them, may take of a node, one row each; {@code docs/security.md} lists
 * them. They hold back clients that mean harm or are broken, so each is far above what a good one
 * needs. The limits of what the log holds are part of its format, and those of the wire protocol of
 * the protocol; they are rows here as well, so that all can be read in one place.
 */
public enum ServerLimits {
    HANDSHAKE_MILLIS(
            10_000,
            "milliseconds from accepting a connection to its Welcome, whatever comes meanwhile: a"
                    + " client that sends a byte now and then holds its place no longer than one that"
                    + " sends nothing",
            "Goodbye 08P01"),
    HANDSHAKE_FRAME_BYTES(
            1_024,
            "bytes of a frame before the Welcome: who has not logged in gets no memory",
            "Goodbye 08P01"),
    FRAME_BYTES(
            16 << 20,
            "bytes of a frame after it; the length is checked before anything is kept for it",
            "Goodbye 08P01"),
    CONNECTIONS(
            10_000,
            "connections: a driver has one per process, however many threads and pools it serves,"
                    + " so this is that many programs",
            "Goodbye 53300"),
    LOGINS_PER_ADDRESS(
            100,
            "connections of one address that have not logged in yet: enough for a machine that"
                    + " starts many programs at once, and one hostile machine keeps no other out",
            "Goodbye 53300"),
    LOGINS(
            1_000,
            "connections of all addresses that have not logged in yet, so that a crowd of them"
                    + " leaves room for clients that have",
            "Goodbye 53300"),
    REFUSALS(
            256,
            "connections over one of the three limits above that are told so; more are closed"
                    + " without a word, which costs less",
            "closed"),
    LOGIN_DELAY_MILLIS(
            1_500,
            "milliseconds that a login with a wrong password waits for its answer at the most,"
                    + " because of the ones before it; below the time that drivers wait, and the"
                    + " right password never waits",
            "waits"),
    LOGIN_FAILURES(
            10_000,
            "pairs of address and user, and addresses, whose failed logins are remembered; the one"
                    + " that was quiet the longest is forgotten first",
            "forgotten"),
    LOGIN_FAILURE_MILLIS(
            600_000, "milliseconds after which failed logins are forgotten", "forgotten"),
    SCRAM_ITERATIONS_MIN(
            4_096,
            "iterations of a verifier at the least, those of PostgreSQL: fewer make stolen"
                    + " verifiers easier to crack",
            "22023"),
    SCRAM_ITERATIONS_MAX(
            1_000_000,
            "iterations of a verifier at the most: the client pays for them at each login",
            "22023"),
    PASSWORD_CHARS(1_000, "characters of a password, prepared and hashed by the server", "22023"),
    REQUESTS_PER_CONNECTION(
            20_000,
            "requests of one connection without an answer: 10,000 threads that share it send one"
                    + " each",
            "53000, may be sent again"),
    LARGE_FRAME_BYTES(
            65_536,
            "bytes from which a frame counts as large; smaller ones are bounded by their number",
            "counted"),
    LARGE_FRAMES_BYTES(
            128 << 20,
            "bytes of all large frames that are being received or answered, over all connections",
            "Goodbye 53200"),
    LARGE_FRAME_MILLIS(
            30_000,
            "milliseconds from the length of a large frame to its last byte, so that nobody holds"
                    + " that memory for nothing",
            "Goodbye 08P01"),
    UNREAD_REPLY_BYTES(
            64 << 20,
            "bytes of replies that a client does not read; from 1 MiB on nothing more is read from"
                    + " it",
            "closed"),
    STATEMENTS_WAITING(
            1_000,
            "statements of all connections that wait to be parsed",
            "53000, may be sent again"),
    STATEMENT_CHARS(65_536, "characters of a statement", "54000"),
    REQUESTS_PER_GROUP(
            20_000,
            "requests of all connections that wait for one group's log",
            "53000, may be sent again"),
    RESULT_ROWS(100_000, "rows of a query's result", "54000"),
    QUERY_MILLIS(10_000, "milliseconds that a query may run over its rows", "57014"),
    NAME_BYTES(255, "bytes of a name in UTF-8", "42622"),
    COMMENT_BYTES(1_024, "bytes of a comment in UTF-8", "54000"),
    SEQUENCES_PER_GROUP(1_000_000, "sequences of a group; a node keeps them in memory", "54000"),
    SCHEMAS(1_024, "schemas", "54000"),
    USERS(10_000, "users; every node keeps them in memory", "54000"),
    CLIENTS_PER_GROUP(
            100_000,
            "programs whose tickets a group remembers; one that was idle for ten minutes makes"
                    + " room",
            "53300");

    private final long value;
    private final String meaning;
    private final String beyond;

    ServerLimits(long value, String meaning, String beyond) {
        this.value = value;
        this.meaning = meaning;
        this.beyond = beyond;
    }

    /** The limit; the largest, or with MIN the smallest, value that is still taken. */
    public long value() {
        return value;
    }

    /** The limit as an int. */
    public int asInt() {
        return Math.toIntExact(value);
    }

    /** What is limited, in which unit, and why the limit is where it is. */
    public String meaning() {
        return meaning;
    }

    /** What happens beyond it: an SQLSTATE, how the connection ends. */
    public String beyond() {
        return beyond;
    }

    /** The name in documents: {@code large frame bytes}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
