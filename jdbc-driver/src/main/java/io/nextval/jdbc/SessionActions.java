package io.nextval.jdbc;

import io.nextval.wire.Notice;
import io.nextval.wire.SessionAction;
import io.nextval.wire.SessionVariable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Carries out what SQL words do to a session, with PostgreSQL's warnings. Stateless. */
final class SessionActions {
    private static final String IN_TRANSACTION = "25001";
    private static final String NO_TRANSACTION = "25P01";

    private SessionActions() {}

    /**
     * Takes the actions in order.
     *
     * @param autoCommit false if the connection counts as being in a transaction anyway
     * @return what there is to warn of
     */
    static List<Notice> run(Session session, List<SessionAction> actions, boolean autoCommit)
            throws SQLException {
        List<Notice> warnings = new ArrayList<>();
        for (SessionAction action : actions) {
            switch (action.kind()) {
                case BEGIN -> begin(session, warnings);
                case COMMIT, ROLLBACK -> end(session, autoCommit, warnings);
                case SET_TRANSACTION -> setTransaction(session, action, autoCommit, warnings);
                case SET -> set(session, action, autoCommit);
                case RESET -> reset(session, action.name());
                case DISCARD_SEQUENCES -> session.numbers().forgetAll();
                case DISCARD_ALL -> discardAll(session);
                case NONE -> {}
            }
        }
        return warnings;
    }

    private static void begin(Session session, List<Notice> warnings) {
        if (session.inBlock()) {
            warnings.add(new Notice(IN_TRANSACTION, "there is already a transaction in progress"));
        } else {
            session.begin();
        }
    }

    private static void end(Session session, boolean autoCommit, List<Notice> warnings) {
        if (!session.inBlock() && autoCommit) {
            warnings.add(new Notice(NO_TRANSACTION, "there is no transaction in progress"));
        }
        session.end();
    }

    private static void setTransaction(
            Session session, SessionAction action, boolean autoCommit, List<Notice> warnings)
            throws SQLException {
        SessionVariable variable =
                switch (action.name()) {
                    case "read_only" -> SessionVariable.TRANSACTION_READ_ONLY;
                    case "isolation" -> SessionVariable.TRANSACTION_ISOLATION;
                    default -> throw Errors.unknownVariable("transaction_" + action.name());
                };
        String value = action.value();
        if (!session.inBlock() && autoCommit) {
            warnings.add(
                    new Notice(
                            NO_TRANSACTION,
                            "SET TRANSACTION can only be used in transaction blocks"));
        } else if (value != null) {
            session.setForTransaction(variable, value);
        }
    }

    private static void set(Session session, SessionAction action, boolean autoCommit)
            throws SQLException {
        SessionVariable variable = Session.variable(action.name());
        String value = action.value();
        if (!isOfTransaction(variable)) {
            session.set(variable, value);
        } else if (session.inBlock() || !autoCommit) {
            session.setForTransaction(variable, value == null ? variable.defaultValue() : value);
        }
    }

    private static void reset(Session session, String name) throws SQLException {
        if (name.equals("all")) {
            session.resetAll();
        } else {
            SessionVariable variable = Session.variable(name);
            if (!isOfTransaction(variable)) {
                session.set(variable, null);
            }
        }
    }

    private static void discardAll(Session session) throws SQLException {
        if (session.inBlock()) {
            throw Errors.inTransaction("DISCARD ALL");
        }
        session.numbers().forgetAll();
        session.resetAll();
    }

    private static boolean isOfTransaction(SessionVariable variable) {
        return variable == SessionVariable.TRANSACTION_READ_ONLY
                || variable == SessionVariable.TRANSACTION_ISOLATION;
    }
}
