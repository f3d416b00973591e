package io.nextval.jdbc;

import io.nextval.wire.SessionVariable;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a connection keeps of its own: schema, variables, transaction words, and numbers. There are
 * no transactions, so a transaction is only a state that BEGIN and COMMIT change, and that may be
 * read-only. Any thread.
 */
final class Session {
    /** The one database, and the user where none is given. */
    static final String DATABASE = "nextval";

    private final String firstSchema;
    private final String user;
    private final SessionNumbers numbers = new SessionNumbers();
    private final Map<SessionVariable, String> set = new EnumMap<>(SessionVariable.class);
    private final Map<SessionVariable, String> defaults = new EnumMap<>(SessionVariable.class);
    private final Map<SessionVariable, String> ofTransaction = new EnumMap<>(SessionVariable.class);
    private volatile String schema;
    private volatile boolean readOnly;
    private volatile boolean inBlock;
    private volatile long statementTimeoutNanos;
    private volatile ZoneId zone = ZoneOffset.UTC;

    Session(String schema, String user, String applicationName) {
        this.firstSchema = schema;
        this.schema = schema;
        this.user = user.isEmpty() ? DATABASE : user;
        defaults.put(SessionVariable.SEARCH_PATH, quoted(schema));
        defaults.put(SessionVariable.APPLICATION_NAME, applicationName);
    }

    SessionNumbers numbers() {
        return numbers;
    }

    /** The schema of names that are given without one. */
    String schema() {
        return schema;
    }

    synchronized void schema(String name) {
        schema = name;
        set.put(SessionVariable.SEARCH_PATH, quoted(name));
    }

    /** Whether statements that change something are refused. */
    boolean readOnly() {
        return readOnly;
    }

    /** Between BEGIN and COMMIT or ROLLBACK. */
    boolean inBlock() {
        return inBlock;
    }

    /** How long a statement may take; 0 for no limit. */
    long statementTimeoutNanos() {
        return statementTimeoutNanos;
    }

    /** Where times are shown as of. */
    ZoneId zone() {
        return zone;
    }

    synchronized void begin() {
        inBlock = true;
        ofTransaction.clear();
        for (SessionVariable variable :
                new SessionVariable[] {
                    SessionVariable.TRANSACTION_READ_ONLY, SessionVariable.TRANSACTION_ISOLATION
                }) {
            ofTransaction.put(variable, value(defaultOf(variable)));
        }
        apply();
    }

    /** Ends the transaction, if there is one. */
    synchronized void end() {
        inBlock = false;
        ofTransaction.clear();
        apply();
    }

    /** For the rest of the current transaction. */
    synchronized void setForTransaction(SessionVariable variable, String value) {
        ofTransaction.put(variable, value);
        apply();
    }

    /** A value as SET gives it, for the search path a schema's name; null for the default. */
    synchronized void set(SessionVariable variable, @Nullable String value) {
        if (variable == SessionVariable.SEARCH_PATH) {
            schema(value == null ? firstSchema : value);
        } else if (value == null) {
            set.remove(variable);
        } else {
            set.put(variable, value);
        }
        apply();
    }

    synchronized void resetAll() {
        set.clear();
        schema = firstSchema;
        apply();
    }

    /** A variable's value, where no server need be asked. */
    synchronized String value(SessionVariable variable) {
        String own = ofTransaction.get(variable);
        if (own == null) {
            own = set.get(variable);
        }
        if (own != null) {
            return own;
        }
        SessionVariable stands = defaultOf(variable);
        return stands == variable
                ? defaults.getOrDefault(variable, variable.defaultValue())
                : value(stands);
    }

    /** What a program's session source stands for, by its name. */
    @Nullable Object property(String name, String serverVersion) throws SQLException {
        return switch (name) {
            case "version" -> ("Nextval " + serverVersion).trim();
            case "current_user", "session_user", "user" -> user;
            case "current_schema" -> schema;
            case "current_catalog", "current_database" -> DATABASE;
            case "now" -> Instant.now().truncatedTo(ChronoUnit.MICROS);
            case "server_version" -> serverVersion;
            default -> value(variable(name));
        };
    }

    static SessionVariable variable(String name) throws SQLException {
        SessionVariable variable = SessionVariable.of(name);
        if (variable == null) {
            throw Errors.unknownVariable(name);
        }
        return variable;
    }

    private void apply() {
        readOnly = value(SessionVariable.TRANSACTION_READ_ONLY).equals("on");
        statementTimeoutNanos = millis(value(SessionVariable.STATEMENT_TIMEOUT));
        zone = zone(value(SessionVariable.TIMEZONE));
    }

    /** A transaction is by default what its session's default is. */
    private static SessionVariable defaultOf(SessionVariable variable) {
        return switch (variable) {
            case TRANSACTION_READ_ONLY -> SessionVariable.DEFAULT_TRANSACTION_READ_ONLY;
            case TRANSACTION_ISOLATION -> SessionVariable.DEFAULT_TRANSACTION_ISOLATION;
            default -> variable;
        };
    }

    /** The server has checked the value, so what is no number can only be none. */
    private static long millis(String value) {
        try {
            return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(value));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_$]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
