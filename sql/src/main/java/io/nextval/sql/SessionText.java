package io.nextval.sql;

import io.nextval.sql.SessionAction.Kind;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes session statements as canonical SQL. */
final class SessionText {
    private static final String CHARACTERISTICS = "default_transaction_";

    private SessionText() {}

    static String of(Session session) {
        List<SessionAction> actions = session.actions();
        SessionAction first = actions.get(0);
        List<SessionAction> others = actions.subList(1, actions.size());
        return switch (first.kind()) {
            case BEGIN -> modes("BEGIN", others);
            case COMMIT -> others.isEmpty() ? "COMMIT" : "COMMIT AND CHAIN";
            case ROLLBACK -> others.isEmpty() ? "ROLLBACK" : "ROLLBACK AND CHAIN";
            case SET_TRANSACTION -> modes("SET TRANSACTION", actions);
            case SET -> set(actions);
            case RESET -> "RESET " + (first.name().equals("all") ? "ALL" : variable(first.name()));
            case DISCARD_SEQUENCES -> "DISCARD SEQUENCES";
            case DISCARD_ALL -> "DISCARD ALL";
            case NONE -> none(first, actions);
        };
    }

    /** Writes the name of a variable, which may have dots. */
    static String variable(String name) {
        StringJoiner text = new StringJoiner(".");
        for (String part : name.split("\\.", -1)) {
            text.add(Identifier.quoteIfNeeded(part));
        }
        return text.toString();
    }

    private static String set(List<SessionAction> actions) {
        SessionAction first = actions.get(0);
        if (actions.size() > 1) {
            return modes("SET SESSION CHARACTERISTICS AS TRANSACTION", actions);
        }
        String value = first.value() == null ? "DEFAULT" : ExpressionText.string(first.value());
        return "SET " + variable(first.name()) + " = " + value;
    }

    private static String none(SessionAction action, List<SessionAction> actions) {
        if (action.value() != null) {
            return action.name() + " " + Identifier.quoteIfNeeded(action.value());
        }
        if (!action.name().endsWith("DEFERRABLE")) {
            return action.name();
        }
        boolean session = actions.stream().anyMatch(other -> other.kind() == Kind.SET);
        return modes(
                session ? "SET SESSION CHARACTERISTICS AS TRANSACTION" : "SET TRANSACTION",
                actions);
    }

    private static String modes(String command, List<SessionAction> actions) {
        StringJoiner modes = new StringJoiner(", ");
        for (SessionAction action : actions) {
            modes.add(mode(action));
        }
        return actions.isEmpty() ? command : command + " " + modes;
    }

    private static String mode(SessionAction action) {
        String name = action.name().replace(CHARACTERISTICS, "");
        String value = String.valueOf(action.value());
        if (name.equals(TransactionReader.ISOLATION)) {
            return "ISOLATION LEVEL " + value.toUpperCase(Locale.ROOT);
        }
        if (name.equals(TransactionReader.READ_ONLY)) {
            return value.equals("on") ? "READ ONLY" : "READ WRITE";
        }
        return name;
    }
}
