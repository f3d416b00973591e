package io.nextval.server.cli.console;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words that the console completes and colours. */
final class Keywords {
    static final List<String> ALL =
            List.of(
                    ("ALL ALTER AND AS ASC BEGIN BETWEEN BIGINT BY CACHE CASCADE COMMENT COMMIT"
                                    + " COUNT CREATE CURRENT CURRVAL CYCLE DESC DESCRIBE DISCARD DROP EXISTS"
                                    + " EXPLAIN FOR FROM GENERATE_SERIES GROUP HAVING IF IN INCREMENT INTEGER"
                                    + " IS JOIN LASTVAL LIKE LIMIT MAXVALUE MINVALUE NEXT NEXTVAL NO NOT NULL"
                                    + " OFFSET ON OR ORDER PREVIOUS READ RESTART RESTRICT ROLLBACK SCHEMA"
                                    + " SELECT SEQUENCE SEQUENCES SESSION SET SETVAL SHOW SMALLINT START TABLE"
                                    + " TRANSACTION VALUE VALUES WHERE WITH")
                            .split(" ", -1));

    /** After these a person types a parenthesis, not a blank. */
    static final Set<String> FUNCTIONS =
            Set.of("COUNT", "CURRVAL", "GENERATE_SERIES", "LASTVAL", "NEXTVAL", "SETVAL");

    private static final Set<String> SET = Set.copyOf(ALL);

    private Keywords() {}

    static boolean contains(String word) {
        return SET.contains(word.toUpperCase(Locale.ROOT));
    }
}
