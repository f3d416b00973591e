package io.nextval.sql;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads CREATE, ALTER and DROP USER or ROLE, after these words. */
final class UserReader {
    private static final List<String> CURRENT =
            List.of("CURRENT_USER", "CURRENT_ROLE", "SESSION_USER");
    private static final String[] OPTIONS = {"SUPERUSER", "NOSUPERUSER", "PASSWORD", "LOGIN"};

    /** What PostgreSQL's tools write, and what every user has anyway. */
    private static final List<String> ALWAYS_SO =
            List.of("INHERIT", "NOCREATEDB", "NOCREATEROLE", "NOREPLICATION", "NOBYPASSRLS");

    private static final List<String> NOT_SERVED =
            List.of(
                    "ADMIN",
                    "BYPASSRLS",
                    "CONNECTION",
                    "CREATEDB",
                    "CREATEROLE",
                    "IN",
                    "NOINHERIT",
                    "NOLOGIN",
                    "RENAME",
                    "REPLICATION",
                    "RESET",
                    "ROLE",
                    "SET",
                    "SYSID",
                    "UNENCRYPTED",
                    "USER",
                    "VALID");

    private final Tokens tokens;
    private @Nullable Boolean superuser;
    private @Nullable Password password;
    private boolean login;

    UserReader(Tokens tokens) {
        this.tokens = tokens;
    }

    Statement create() throws SqlException {
        String name = newName();
        return new CreateUser(name, options());
    }

    Statement alter() throws SqlException {
        return new AlterUser(reference(), options());
    }

    Statement drop() throws SqlException {
        boolean ifExists = tokens.accept("IF", "EXISTS");
        List<String> names = new ArrayList<>();
        do {
            int position = tokens.position();
            UserReference user = reference();
            if (user.kind() != UserReference.Kind.NAMED) {
                throw Errors.error(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "cannot use special role specifier in DROP ROLE",
                        "",
                        position);
            }
            names.add(user.name());
        } while (tokens.acceptSymbol(','));
        if (!tokens.atEnd()) {
            throw tokens.unexpected("expected a comma");
        }
        DefinitionReader.checkCount(names.size(), "users");
        return new DropUser(names, ifExists);
    }

    /** Reads a user by name or by one of the words for one. */
    UserReference reference() throws SqlException {
        int position = tokens.position();
        for (String word : CURRENT) {
            if (tokens.accept(word)) {
                return UserReference.CURRENT_USER;
            }
        }
        String name = tokens.name();
        if (name.equals("none")) {
            throw reserved(name, "", position);
        }
        return name.equals("public") ? UserReference.PUBLIC : UserReference.of(name);
    }

    private String newName() throws SqlException {
        int position = tokens.position();
        for (String word : CURRENT) {
            if (tokens.isNext(word)) {
                throw Errors.error(
                        SqlState.RESERVED_NAME,
                        word + " cannot be used as a role name here",
                        "",
                        position);
            }
        }
        String name = tokens.name();
        if (name.equals("public") || name.equals("none")) {
            throw reserved(name, "", position);
        } else if (name.startsWith("pg_")) {
            throw reserved(name, "Role names starting with \"pg_\" are reserved.", position);
        }
        return name;
    }

    private static SqlException reserved(String name, String detail, int position) {
        return new SqlException(
                SqlState.RESERVED_NAME,
                "role name \"" + name + "\" is reserved",
                detail,
                "",
                position);
    }

    private UserOptions options() throws SqlException {
        tokens.accept("WITH");
        while (!tokens.atEnd()) {
            option();
        }
        return new UserOptions(superuser, password);
    }

    private void option() throws SqlException {
        int position = tokens.position();
        if (tokens.accept("SUPERUSER")) {
            once(superuser == null, position);
            superuser = true;
        } else if (tokens.accept("NOSUPERUSER")) {
            once(superuser == null, position);
            superuser = false;
        } else if (tokens.accept("LOGIN")) {
            once(!login, position);
            login = true;
        } else if (tokens.accept("ENCRYPTED", "PASSWORD") || tokens.accept("PASSWORD")) {
            once(password == null, position);
            password = password();
        } else if (ALWAYS_SO.stream().noneMatch(tokens::accept)) {
            for (String word : NOT_SERVED) {
                if (tokens.isNext(word)) {
                    throw Errors.error(
                            SqlState.FEATURE_NOT_SUPPORTED,
                            word + " of a user is not supported",
                            "a user has SUPERUSER or NOSUPERUSER, and a PASSWORD",
                            position);
                }
            }
            throw tokens.unexpected("expected SUPERUSER, NOSUPERUSER or PASSWORD", OPTIONS);
        }
    }

    private Password password() throws SqlException {
        if (tokens.accept("NULL")) {
            return new Password(null);
        }
        int position = tokens.position();
        Token next = tokens.peek();
        if (next == null || next.kind() != Scanner.Kind.STRING) {
            throw tokens.unexpected("write PASSWORD 'text' or PASSWORD NULL");
        }
        String text = tokens.string();
        if (text.length() > SqlLimits.PASSWORD_CHARS_MAX) {
            throw Errors.error(
                    SqlState.PROGRAM_LIMIT,
                    "the password has "
                            + text.length()
                            + " characters; the limit is "
                            + SqlLimits.PASSWORD_CHARS_MAX,
                    "shorten it",
                    position);
        }
        return new Password(text);
    }

    private static void once(boolean first, int position) throws SqlException {
        if (!first) {
            throw Errors.error(
                    SqlState.SYNTAX_ERROR, "conflicting or redundant options", "", position);
        }
    }
}
