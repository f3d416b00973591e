package io.nextval.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads CREATE, ALTER, DROP and COMMENT, after their first word. */
final class DefinitionReader {
    /** What other databases make, and this one has none of. */
    private static final Set<String> OTHER_OBJECTS =
            Set.of(
                    "aggregate",
                    "collation",
                    "database",
                    "domain",
                    "extension",
                    "function",
                    "global",
                    "index",
                    "materialized",
                    "operator",
                    "policy",
                    "procedure",
                    "rule",
                    "server",
                    "session",
                    "synonym",
                    "system",
                    "table",
                    "tablespace",
                    "trigger",
                    "type",
                    "view");

    private static final String COMMENT_OBJECT = "COMMENT ON ";

    private final Tokens tokens;

    DefinitionReader(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement create() throws SqlException {
        int position = tokens.position();
        if (tokens.accept("OR", "REPLACE")) {
            throw Errors.error(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "OR REPLACE is not supported",
                    "write CREATE SEQUENCE IF NOT EXISTS, or DROP SEQUENCE before it",
                    position);
        }
        for (String word : List.of("TEMPORARY", "TEMP", "UNLOGGED", "LOGGED")) {
            if (tokens.isNext(word, "SEQUENCE")) {
                throw Errors.notSupported("a sequence that is " + word, position);
            }
        }
        if (isUser()) {
            return new UserReader(tokens).create();
        }
        if (object("CREATE ").equals("SCHEMA")) {
            boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
            String name = tokens.name();
            refuse("AUTHORIZATION", "CREATE SCHEMA with AUTHORIZATION");
            tokens.expectEnd();
            return new CreateSchema(name, ifNotExists);
        }
        boolean ifNotExists = tokens.accept("IF", "NOT", "EXISTS");
        QualifiedName name = tokens.qualifiedName();
        return new CreateSequence(name, ifNotExists, new OptionsReader(tokens, false).read());
    }

    Statement alter() throws SqlException {
        if (isUser()) {
            return new UserReader(tokens).alter();
        }
        int position = tokens.position();
        if (object("ALTER ").equals("SCHEMA")) {
            throw Errors.notSupported("ALTER SCHEMA", position);
        }
        boolean ifExists = tokens.accept("IF", "EXISTS");
        QualifiedName name = tokens.qualifiedName();
        position = tokens.position();
        if (tokens.isNext("RENAME")) {
            throw Errors.error(
                    SqlState.FEATURE_NOT_SUPPORTED,
                    "renaming a sequence is not supported",
                    "create one of the new name that starts with the next number of this one",
                    position);
        }
        if (tokens.accept("OWNER")) {
            tokens.expect("TO");
            UserReference owner = new UserReader(tokens).reference();
            tokens.expectEnd();
            return new AlterSequenceOwner(name, ifExists, owner);
        }
        if (tokens.isNext("SET", "SCHEMA")) {
            throw Errors.notSupported("moving a sequence to another schema", position);
        }
        refuse("SET", "ALTER SEQUENCE … SET");
        OptionsReader options = new OptionsReader(tokens, true);
        SequenceOptions said = options.read();
        return new AlterSequence(name, ifExists, said, options.restart());
    }

    Statement drop() throws SqlException {
        if (isUser()) {
            return new UserReader(tokens).drop();
        }
        boolean schema = object("DROP ").equals("SCHEMA");
        boolean ifExists = tokens.accept("IF", "EXISTS");
        List<String> schemas = new ArrayList<>();
        List<QualifiedName> sequences = new ArrayList<>();
        do {
            if (schema) {
                schemas.add(tokens.name());
            } else {
                sequences.add(tokens.qualifiedName());
            }
        } while (tokens.acceptSymbol(','));
        checkCount(Math.max(schemas.size(), sequences.size()), schema ? "schemas" : "sequences");
        ifExists |= tokens.accept("IF", "EXISTS");
        boolean cascade = tokens.accept("CASCADE");
        if (cascade) {
            tokens.accept("CONSTRAINTS");
        } else {
            tokens.accept("RESTRICT");
        }
        if (!tokens.atEnd()) {
            throw tokens.unexpected("expected a comma", "CASCADE", "RESTRICT");
        }
        return schema
                ? new DropSchema(schemas, ifExists, cascade)
                : new DropSequence(sequences, ifExists);
    }

    Statement comment() throws SqlException {
        tokens.expect("ON");
        if (object(COMMENT_OBJECT).equals("SCHEMA")) {
            throw Errors.notSupported("COMMENT ON SCHEMA", tokens.position());
        }
        QualifiedName name = tokens.qualifiedName();
        tokens.expect("IS");
        if (tokens.accept("NULL")) {
            tokens.expectEnd();
            return new CommentOnSequence(name, null);
        }
        int position = tokens.position();
        String comment = tokens.string();
        if (comment.length() > SqlLimits.COMMENT_CHARS_MAX) {
            throw Errors.error(
                    SqlState.PROGRAM_LIMIT,
                    "the comment has "
                            + comment.length()
                            + " characters; the limit is "
                            + SqlLimits.COMMENT_CHARS_MAX,
                    "shorten it",
                    position);
        }
        tokens.expectEnd();
        return new CommentOnSequence(name, comment);
    }

    /** Reads SEQUENCE or SCHEMA; refuses other objects by name. */
    private String object(String command) throws SqlException {
        Token token = tokens.peek();
        if (token != null && token.isName()) {
            String word = Identifier.fold(token.text());
            if (OTHER_OBJECTS.contains(word)) {
                throw Errors.error(
                        SqlState.FEATURE_NOT_SUPPORTED,
                        command + word.toUpperCase(Locale.ROOT) + " is not supported",
                        "there are sequences, schemas and users",
                        token.position());
            }
        }
        return tokens.expect("SEQUENCE", "SCHEMA");
    }

    private void refuse(String word, String what) throws SqlException {
        if (tokens.isNext(word)) {
            throw Errors.notSupported(what, tokens.position());
        }
    }

    private boolean isUser() {
        return tokens.accept("USER") || tokens.accept("ROLE");
    }

    static void checkCount(int names, String what) throws SqlException {
        if (names > SqlLimits.NAMES_MAX) {
            throw Errors.error(
                    SqlState.PROGRAM_LIMIT,
                    "the statement names "
                            + names
                            + " "
                            + what
                            + "; the limit is "
                            + SqlLimits.NAMES_MAX,
                    "split it into several statements",
                    0);
        }
    }
}
