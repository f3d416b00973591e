package io.nextval.sql;

import io.nextval.sql.Show.What;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Reads SHOW and DESCRIBE, after their first word. */
final class ShowReader {
    private static final List<String> LISTS =
            List.of("SEQUENCES", "SCHEMAS", "USERS", "NODES", "GROUPS", "SETTINGS");

    private final Tokens tokens;

    ShowReader(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement show() throws SqlException {
        if (tokens.accept("CREATE")) {
            tokens.expect("SEQUENCE");
            return done(new Show(What.CREATE_SEQUENCE, tokens.qualifiedName(), null));
        }
        for (String list : LISTS) {
            if (tokens.accept(list)) {
                return list(What.valueOf(list));
            }
        }
        if (tokens.accept("GRANTS")) {
            boolean one = tokens.accept("ON");
            if (one) {
                tokens.expect("SEQUENCE");
            }
            return done(new Show(What.GRANTS, one ? tokens.qualifiedName() : null, null));
        }
        if (tokens.accept("ALL")) {
            return done(new ShowVariable("all"));
        }
        if (tokens.accept("TIME", "ZONE")) {
            return done(new ShowVariable("timezone"));
        }
        if (tokens.accept("TRANSACTION", "ISOLATION", "LEVEL")) {
            return done(new ShowVariable("transaction_isolation"));
        }
        if (tokens.accept("SESSION", "AUTHORIZATION")) {
            return done(new ShowVariable("session_authorization"));
        }
        return variable();
    }

    Statement describe() throws SqlException {
        if (tokens.isNext("SEQUENCE")) {
            tokens.accept("SEQUENCE");
            if (tokens.atEnd()) {
                return new Show(What.DESCRIBE, new QualifiedName(null, "sequence"), null);
            }
        }
        return done(new Show(What.DESCRIBE, tokens.qualifiedName(), null));
    }

    private Statement list(What what) throws SqlException {
        QualifiedName schema = null;
        if (what == What.SEQUENCES && (tokens.accept("FROM") || tokens.accept("IN"))) {
            schema = new QualifiedName(null, tokens.name());
        }
        boolean filtered = what != What.NODES && what != What.GROUPS;
        String pattern = filtered && tokens.accept("LIKE") ? tokens.string() : null;
        if (pattern != null || !filtered) {
            tokens.expectEnd();
        } else if (what == What.SEQUENCES && schema == null) {
            tokens.expectEnd("FROM", "LIKE");
        } else {
            tokens.expectEnd("LIKE");
        }
        return new Show(what, schema, pattern);
    }

    private Statement variable() throws SqlException {
        Token token = tokens.peek();
        if (token == null) {
            throw tokens.unexpected("expected SEQUENCES, SCHEMAS, NODES, GROUPS or a variable");
        }
        String list = misspelledList(token);
        if (list != null) {
            throw Errors.syntaxAt(token.text(), "did you mean " + list + "?", token.position());
        }
        return done(new ShowVariable(new SetReader(tokens).variable()));
    }

    private @Nullable String misspelledList(Token token) {
        return token.isName() ? Expected.closest(token.text(), LISTS) : null;
    }

    private Statement done(Statement statement) throws SqlException {
        tokens.expectEnd();
        return statement;
    }
}
