package io.nextval.sql;

import io.nextval.sql.SessionAction.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads SET, RESET and DISCARD, after their first word. */
final class SetReader {
    private static final String SCHEMA = "search_path";
    private static final String ZONE = "timezone";
    private static final String VALUE = "expected a value";

    private final Tokens tokens;
    private final TransactionReader transactions;

    SetReader(Tokens tokens) {
        this.tokens = tokens;
        this.transactions = new TransactionReader(tokens);
    }

    Session set() throws SqlException {
        if (tokens.accept("SESSION", "CHARACTERISTICS")) {
            tokens.expect("AS");
            tokens.expect("TRANSACTION");
            return new Session(transactions.modes(Kind.SET, "default_transaction_"));
        }
        if (tokens.isNext("SESSION", "AUTHORIZATION") || tokens.isNext("ROLE")) {
            throw userChange();
        }
        if (!tokens.accept("SESSION")) {
            tokens.accept("LOCAL");
        }
        if (tokens.accept("TRANSACTION")) {
            return new Session(transactions.modes(Kind.SET_TRANSACTION, ""));
        }
        if (tokens.accept("CONSTRAINTS")) {
            return constraints();
        }
        if (tokens.accept("TIME", "ZONE")) {
            return set(ZONE, tokens.accept("LOCAL") ? null : value(ZONE));
        }
        if (tokens.accept("NAMES")) {
            return set("client_encoding", value("client_encoding"));
        }
        boolean current = tokens.accept("CURRENT");
        if (tokens.isNext("SCHEMA")) {
            return schema();
        }
        if (current) {
            throw tokens.unexpected("expected SCHEMA", "SCHEMA");
        }
        String name = variable();
        if (!tokens.accept("TO") && !tokens.acceptSymbol('=')) {
            throw tokens.unexpected("expected = or TO");
        }
        return set(name, value(name));
    }

    /** USE schema. */
    Session use() throws SqlException {
        return set(SCHEMA, tokens.name());
    }

    Session reset() throws SqlException {
        String name = "";
        if (tokens.isNext("ROLE")) {
            throw userChange();
        }
        if (tokens.accept("TIME", "ZONE")) {
            name = ZONE;
        } else if (tokens.accept("TRANSACTION", "ISOLATION", "LEVEL")) {
            name = "transaction_isolation";
        } else if (tokens.accept("SESSION", "AUTHORIZATION")) {
            return done(new SessionAction(Kind.NONE, "RESET SESSION AUTHORIZATION", null));
        } else {
            name = tokens.accept("ALL") ? "all" : variable();
        }
        return done(new SessionAction(Kind.RESET, name, null));
    }

    private SqlException userChange() {
        return Errors.error(
                SqlState.FEATURE_NOT_SUPPORTED,
                "changing the user of a session is not supported",
                "open a connection as the other user",
                tokens.position());
    }

    Session discard() throws SqlException {
        String what = tokens.expect("SEQUENCES", "ALL", "PLANS", "TEMPORARY", "TEMP");
        return done(
                switch (what) {
                    case "SEQUENCES" -> new SessionAction(Kind.DISCARD_SEQUENCES, "", null);
                    case "ALL" -> new SessionAction(Kind.DISCARD_ALL, "", null);
                    case "PLANS" -> new SessionAction(Kind.NONE, "DISCARD PLANS", null);
                    default -> new SessionAction(Kind.NONE, "DISCARD TEMP", null);
                });
    }

    /** UNLISTEN *, DEALLOCATE ALL and CLOSE ALL, which pools send: there is nothing of these. */
    Session nothing(String word) throws SqlException {
        boolean star = word.equals("unlisten");
        if (star ? !tokens.acceptSymbol('*') : !tokens.accept("ALL")) {
            throw tokens.unexpected(star ? "expected *" : "expected ALL");
        }
        String command = word.toUpperCase(Locale.ROOT) + (star ? " *" : " ALL");
        return done(new SessionAction(Kind.NONE, command, null));
    }

    /** Reads the name of a variable, in lower case; it may have dots. */
    String variable() throws SqlException {
        StringBuilder name = new StringBuilder(tokens.name());
        while (tokens.acceptSymbol('.')) {
            name.append('.').append(tokens.name());
        }
        return Identifier.checkLength(Identifier.fold(name.toString()), tokens.position());
    }

    private Session schema() throws SqlException {
        tokens.expect("SCHEMA");
        if (!tokens.acceptSymbol('=')) {
            tokens.accept("TO");
        }
        return set(SCHEMA, value(SCHEMA));
    }

    private Session constraints() throws SqlException {
        tokens.expect("ALL");
        String when = tokens.expect("DEFERRED", "IMMEDIATE");
        return done(new SessionAction(Kind.NONE, "SET CONSTRAINTS ALL " + when, null));
    }

    private Session set(String name, @Nullable String value) throws SqlException {
        return done(new SessionAction(Kind.SET, name, value));
    }

    private Session done(SessionAction action) throws SqlException {
        tokens.expectEnd();
        return new Session(List.of(action));
    }

    /** Reads a value or a list of values; null is DEFAULT. */
    private @Nullable String value(String variable) throws SqlException {
        if (tokens.accept("DEFAULT")) {
            return null;
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(single());
        } while (tokens.acceptSymbol(','));
        if (!variable.equals(SCHEMA)) {
            return String.join(", ", values);
        }
        values.removeIf(value -> value.equals("$user"));
        return values.isEmpty() ? null : Identifier.checkLength(values.get(0), 0);
    }

    private String single() throws SqlException {
        String number = tokens.number();
        if (number != null) {
            return number;
        }
        Token token = tokens.peek();
        if (token == null) {
            throw tokens.unexpected(VALUE);
        }
        return switch (token.kind()) {
            case STRING -> tokens.string();
            case QUOTED_NAME -> tokens.next(VALUE).unquoted();
            case WORD -> Identifier.fold(tokens.next(VALUE).text());
            default -> throw tokens.unexpected(VALUE);
        };
    }
}
