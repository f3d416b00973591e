package io.nextval.server.execute;

import io.nextval.sql.Session;
import io.nextval.sql.SqlException;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.RowSource;
import io.nextval.wire.SessionAction;
import io.nextval.wire.SessionActionKind;
import io.nextval.wire.SessionVariable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes the program of a statement about the session: checked actions. Stateless. */
final class SessionPlanner {
    private SessionPlanner() {}

    /**
     * @throws SqlException 42704 unknown variable, 55P02 one that is fixed, 22023 a value that it
     *     does not take
     */
    static Program plan(Session session) throws SqlException {
        List<SessionAction> actions = new ArrayList<>(session.actions().size());
        for (io.nextval.sql.SessionAction action : session.actions()) {
            actions.add(checked(action));
        }
        return new Program(
                ProgramKind.SESSION,
                tag(session.actions().get(0)),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                RowSource.SINGLE,
                actions,
                List.of());
    }

    private static SessionAction checked(io.nextval.sql.SessionAction action) throws SqlException {
        String name = action.name();
        String value = action.value();
        return switch (action.kind()) {
            case BEGIN -> action(SessionActionKind.BEGIN, name, value);
            case COMMIT -> action(SessionActionKind.COMMIT, name, value);
            case ROLLBACK -> action(SessionActionKind.ROLLBACK, name, value);
            case SET_TRANSACTION ->
                    action(SessionActionKind.SET_TRANSACTION, name, ofTransaction(name, value));
            case SET -> {
                SessionVariable variable = SessionChecks.settable(name);
                yield action(
                        SessionActionKind.SET,
                        variable.variable(),
                        SessionChecks.value(variable, value));
            }
            case RESET ->
                    action(
                            SessionActionKind.RESET,
                            name.equals("all") ? name : SessionChecks.settable(name).variable(),
                            null);
            case DISCARD_SEQUENCES -> action(SessionActionKind.DISCARD_SEQUENCES, name, value);
            case DISCARD_ALL -> action(SessionActionKind.DISCARD_ALL, name, value);
            case NONE -> action(SessionActionKind.NONE, name, value);
        };
    }

    private static SessionAction action(
            SessionActionKind kind, String name, @Nullable String value) {
        return new SessionAction(kind, name, value);
    }

    private static @Nullable String ofTransaction(String name, @Nullable String value)
            throws SqlException {
        if (value == null) {
            return null;
        }
        return name.equals("isolation")
                ? SessionChecks.isolation(SessionVariable.TRANSACTION_ISOLATION.variable(), value)
                : SessionChecks.flag(SessionVariable.TRANSACTION_READ_ONLY.variable(), value);
    }

    private static String tag(io.nextval.sql.SessionAction first) {
        return switch (first.kind()) {
            case BEGIN -> "BEGIN";
            case COMMIT -> "COMMIT";
            case ROLLBACK -> "ROLLBACK";
            case SET_TRANSACTION, SET -> "SET";
            case RESET -> "RESET";
            case DISCARD_SEQUENCES -> "DISCARD SEQUENCES";
            case DISCARD_ALL -> "DISCARD ALL";
            case NONE -> first.name().toUpperCase(Locale.ROOT);
        };
    }
}
