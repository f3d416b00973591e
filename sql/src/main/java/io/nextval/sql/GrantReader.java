package io.nextval.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads GRANT and REVOKE, after their first word. */
final class GrantReader {
    /** What PostgreSQL knows besides ours, on other objects. */
    private static final List<String> OTHER_PRIVILEGES =
            List.of(
                    "INSERT",
                    "DELETE",
                    "TRUNCATE",
                    "REFERENCES",
                    "TRIGGER",
                    "CONNECT",
                    "TEMPORARY",
                    "TEMP",
                    "EXECUTE",
                    "MAINTAIN",
                    "SET");

    private static final List<String> OTHER_OBJECTS =
            List.of(
                    "DATABASE",
                    "DOMAIN",
                    "FOREIGN",
                    "FUNCTION",
                    "LANGUAGE",
                    "LARGE",
                    "PARAMETER",
                    "PROCEDURE",
                    "ROUTINE",
                    "TABLE",
                    "TABLESPACE",
                    "TYPE");

    private static final List<String> OTHER_OBJECTS_OF_SCHEMAS =
            List.of("TABLES", "FUNCTIONS", "PROCEDURES", "ROUTINES");

    private final Tokens tokens;
    private final boolean revoke;
    private boolean all;
    private final List<Token> words = new ArrayList<>();

    GrantReader(Tokens tokens, boolean revoke) {
        this.tokens = tokens;
        this.revoke = revoke;
    }

    Statement read() throws SqlException {
        int position = tokens.position();
        if (revoke && (tokens.isNext("GRANT", "OPTION") || tokens.isNext("ADMIN", "OPTION"))) {
            throw Errors.notSupported("a grant option", position);
        }
        privileges();
        if (!all && (tokens.isNext("TO") || tokens.isNext("FROM"))) {
            throw Errors.error(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "membership of one user in another is not supported",
                    "grant privileges ON SEQUENCE or ON SCHEMA",
                    position);
        }
        tokens.expect("ON");
        Grant.Target target = target();
        Set<Privilege> privileges = all ? target.all() : checked(target);
        tokens.expect(revoke ? "FROM" : "TO");
        List<UserReference> grantees = grantees();
        end();
        return new Grant(revoke, privileges, target, grantees);
    }

    private void privileges() throws SqlException {
        if (tokens.accept("ALL")) {
            tokens.accept("PRIVILEGES");
            all = true;
            return;
        }
        do {
            Token word = tokens.peek();
            if (word == null || !word.isName() || word.isWord("ON")) {
                throw tokens.unexpected("expected USAGE, SELECT, UPDATE, CREATE or ALL");
            }
            words.add(tokens.next("expected a privilege"));
        } while (tokens.acceptSymbol(','));
    }

    private Grant.Target target() throws SqlException {
        int position = tokens.position();
        if (tokens.accept("SEQUENCE")) {
            List<QualifiedName> names = tokens.qualifiedNames();
            DefinitionReader.checkCount(names.size(), "sequences");
            return new Grant.Sequences(names);
        } else if (tokens.accept("SCHEMA")) {
            return new Grant.Schemas(schemas());
        } else if (tokens.accept("ALL")) {
            return allInSchemas(position);
        }
        for (String object : OTHER_OBJECTS) {
            if (tokens.isNext(object)) {
                throw notServed("GRANT ON " + object, position);
            }
        }
        if (tokens.isMisspelled("SEQUENCE") || tokens.isMisspelled("SCHEMA") || tokens.atEnd()) {
            throw tokens.unexpected("expected SEQUENCE or SCHEMA", "SEQUENCE", "SCHEMA");
        }
        tokens.qualifiedName();
        throw notServed("GRANT on a table", position);
    }

    private Grant.Target allInSchemas(int position) throws SqlException {
        for (String objects : OTHER_OBJECTS_OF_SCHEMAS) {
            if (tokens.isNext(objects)) {
                throw notServed("GRANT ON ALL " + objects + " IN SCHEMA", position);
            }
        }
        tokens.expect("SEQUENCES");
        tokens.expect("IN");
        tokens.expect("SCHEMA");
        return new Grant.AllSequences(schemas());
    }

    private List<String> schemas() throws SqlException {
        List<String> names = new ArrayList<>();
        do {
            names.add(tokens.name());
        } while (tokens.acceptSymbol(','));
        DefinitionReader.checkCount(names.size(), "schemas");
        return names;
    }

    private static SqlException notServed(String what, int position) {
        return Errors.error(
                SqlState.FEATURE_NOT_SUPPORTED,
                what + " is not supported",
                "write ON SEQUENCE, ON ALL SEQUENCES IN SCHEMA or ON SCHEMA, and names",
                position);
    }

    private Set<Privilege> checked(Grant.Target target) throws SqlException {
        Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
        for (Token word : words) {
            privileges.add(privilege(word, target));
        }
        return privileges;
    }

    private static Privilege privilege(Token word, Grant.Target target) throws SqlException {
        for (Privilege privilege : target.all()) {
            if (word.isWord(privilege.name())) {
                return privilege;
            }
        }
        List<String> possible = target.all().stream().map(Privilege::name).toList();
        String said = word.text().toUpperCase(Locale.ROOT);
        boolean known =
                OTHER_PRIVILEGES.contains(said)
                        || EnumSet.allOf(Privilege.class).stream()
                                .anyMatch(other -> other.name().equals(said));
        if (known) {
            throw Errors.error(
                    SqlState.INVALID_GRANT,
                    "invalid privilege type "
                            + said
                            + " for "
                            + (target instanceof Grant.Schemas ? "schema" : "sequence"),
                    Expected.words(possible),
                    word.position());
        }
        String meant = Expected.closest(word.text(), possible);
        throw Errors.error(
                SqlState.SYNTAX_ERROR,
                "unrecognized privilege type \""
                        + Errors.shorten(Identifier.fold(word.text()))
                        + '"',
                meant == null ? Expected.words(possible) : "did you mean " + meant + "?",
                word.position());
    }

    private List<UserReference> grantees() throws SqlException {
        List<UserReference> grantees = new ArrayList<>();
        UserReader reader = new UserReader(tokens);
        do {
            tokens.accept("GROUP");
            grantees.add(reader.reference());
        } while (tokens.acceptSymbol(','));
        DefinitionReader.checkCount(grantees.size(), "users");
        return grantees;
    }

    private void end() throws SqlException {
        int position = tokens.position();
        if (tokens.isNext("WITH")) {
            throw Errors.notSupported("WITH GRANT OPTION", position);
        } else if (tokens.isNext("GRANTED")) {
            throw Errors.notSupported("GRANTED BY", position);
        } else if (revoke && !tokens.accept("CASCADE")) {
            tokens.accept("RESTRICT");
        }
        if (!tokens.atEnd()) {
            throw tokens.unexpected("expected a comma");
        }
    }
}
