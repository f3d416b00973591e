package io.nextval.sql;

import io.nextval.sql.SessionAction.Kind;

import java.util.ArrayList;
import java.util.List;

/** Reads BEGIN, COMMIT, ROLLBACK, SAVEPOINT and their like, after their first word. */
final class TransactionReader {
    static final String ISOLATION = "isolation";
    static final String READ_ONLY = "read_only";

    private final Tokens tokens;

    TransactionReader(Tokens tokens) {
        this.tokens = tokens;
    }

    Session begin() throws SqlException {
        if (!tokens.accept("TRANSACTION")) {
            tokens.accept("WORK");
        }
        return begun();
    }

    Session start() throws SqlException {
        tokens.expect("TRANSACTION");
        tokens.accept("WITH", "CONSISTENT", "SNAPSHOT");
        return begun();
    }

    Session end(Kind kind) throws SqlException {
        if (!tokens.accept("TRANSACTION")) {
            tokens.accept("WORK");
        }
        if (kind == Kind.ROLLBACK && tokens.accept("TO")) {
            tokens.accept("SAVEPOINT");
            return without("ROLLBACK TO", tokens.name());
        }
        List<SessionAction> actions = new ArrayList<>();
        actions.add(new SessionAction(kind, "", null));
        if (tokens.accept("AND")) {
            if (tokens.accept("NO")) {
                tokens.expect("CHAIN");
            } else {
                tokens.expect("CHAIN");
                actions.add(new SessionAction(Kind.BEGIN, "", null));
            }
        }
        tokens.expectEnd("AND", "WORK", "TRANSACTION");
        return new Session(actions);
    }

    Session savepoint() throws SqlException {
        return without("SAVEPOINT", tokens.name());
    }

    Session release() throws SqlException {
        tokens.accept("SAVEPOINT");
        return without("RELEASE", tokens.name());
    }

    /** Reads one or more modes; their actions have the given kind and prefix of their names. */
    List<SessionAction> modes(Kind kind, String prefix) throws SqlException {
        List<SessionAction> actions = new ArrayList<>();
        do {
            mode(kind, prefix, actions);
            if (tokens.acceptSymbol(',') && tokens.atEnd()) {
                throw tokens.unexpected("expected ISOLATION LEVEL or READ");
            }
        } while (!tokens.atEnd());
        return actions;
    }

    private Session begun() throws SqlException {
        List<SessionAction> actions = new ArrayList<>();
        actions.add(new SessionAction(Kind.BEGIN, "", null));
        if (!tokens.atEnd()) {
            actions.addAll(modes(Kind.SET_TRANSACTION, ""));
        }
        return new Session(actions);
    }

    private void mode(Kind kind, String prefix, List<SessionAction> actions) throws SqlException {
        switch (tokens.expect("ISOLATION", "READ", "DEFERRABLE", "NOT")) {
            case "ISOLATION" -> {
                tokens.expect("LEVEL");
                actions.add(new SessionAction(kind, prefix + ISOLATION, level()));
            }
            case "READ" -> {
                boolean readOnly = tokens.expect("ONLY", "WRITE").equals("ONLY");
                actions.add(new SessionAction(kind, prefix + READ_ONLY, readOnly ? "on" : "off"));
            }
            case "NOT" -> {
                tokens.expect("DEFERRABLE");
                actions.add(new SessionAction(Kind.NONE, "NOT DEFERRABLE", null));
            }
            default -> actions.add(new SessionAction(Kind.NONE, "DEFERRABLE", null));
        }
    }

    private String level() throws SqlException {
        return switch (tokens.expect("SERIALIZABLE", "REPEATABLE", "READ")) {
            case "SERIALIZABLE" -> "serializable";
            case "REPEATABLE" -> {
                tokens.expect("READ");
                yield "repeatable read";
            }
            default ->
                    tokens.expect("COMMITTED", "UNCOMMITTED").equals("COMMITTED")
                            ? "read committed"
                            : "read uncommitted";
        };
    }

    private Session without(String command, String name) throws SqlException {
        tokens.expectEnd();
        return new Session(List.of(new SessionAction(Kind.NONE, command, name)));
    }
}
