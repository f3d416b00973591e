package io.nextval.server.cli.console;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code \?} and {@code \h} print. */
final class HelpText {
    private static final String COMMANDS =
            """
            General
              \\?                       this list
              \\h [STATEMENT]           syntax of a statement, or their names
              \\conninfo                where this is connected
              \\q                       end (also exit, quit, Ctrl-D)

            Sequences and schemas (PATTERN: * any text, ? any character, SCHEMA.NAME)
              \\ds [PATTERN]            list sequences
              \\d [NAME]                describe a sequence
              \\dn [PATTERN]            list schemas

            Results
              \\format [FORMAT]         table, csv or json; also \\pset format FORMAT
              \\x [on|off]              a line for each value
              \\timing [on|off]         time of each statement
              \\watch [SEC] [c=TIMES]   run the last statement every SEC seconds (2)
              \\o [FILE]                results to a file; without one back here

            Input
              \\i FILE                  run the statements of a file
              \\echo TEXT               print a text
              \\s                       print the history

            A statement ends with a semicolon. Tab completes, Ctrl-R searches the history, Ctrl-C
            cancels a statement or clears the line.\
            """;

    private static final Map<String, String> STATEMENTS = statements();

    private HelpText() {}

    static String commands() {
        return COMMANDS;
    }

    /** The syntax of the statements whose name begins so; without a name, the names. */
    static String statement(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replaceAll("[\\s;]+", " ").strip();
        if (wanted.isEmpty()) {
            return "\\h STATEMENT shows the syntax of:\n  "
                    + String.join("\n  ", STATEMENTS.keySet());
        }
        String found =
                STATEMENTS.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(wanted))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining("\n\n"));
        return found.isEmpty() ? "There is no help for " + wanted + "; \\h lists all." : found;
    }

    private static Map<String, String> statements() {
        Map<String, String> statements = new LinkedHashMap<>();
        String options =
                """
                option: AS { smallint | integer | bigint } | INCREMENT [BY] n | START [WITH] n
                      | MINVALUE n | NO MINVALUE | MAXVALUE n | NO MAXVALUE
                      | CACHE n | NO CACHE | ORDER | NO ORDER | CYCLE | NO CYCLE\
                """;
        statements.put(
                "ALTER SEQUENCE",
                "ALTER SEQUENCE [IF EXISTS] name option … [RESTART [[WITH] n]]\n" + options);
        statements.put("COMMENT", "COMMENT ON SEQUENCE name IS { 'text' | NULL }");
        statements.put("CREATE SCHEMA", "CREATE SCHEMA [IF NOT EXISTS] name");
        statements.put(
                "CREATE SEQUENCE", "CREATE SEQUENCE [IF NOT EXISTS] name [option …]\n" + options);
        statements.put("DISCARD", "DISCARD { SEQUENCES | ALL }");
        statements.put("DROP SCHEMA", "DROP SCHEMA [IF EXISTS] name, … [CASCADE | RESTRICT]");
        statements.put("DROP SEQUENCE", "DROP SEQUENCE [IF EXISTS] name, … [CASCADE | RESTRICT]");
        statements.put("EXPLAIN", "EXPLAIN SELECT nextval('name')");
        statements.put(
                "NEXTVAL",
                """
                SELECT nextval('name') [FROM generate_series(1, n)]
                SELECT NEXT VALUE FOR name
                SELECT currval('name'), lastval()\
                """);
        statements.put("SETVAL", "SELECT setval('name', n [, is_called])");
        statements.put(
                "SELECT",
                """
                SELECT … FROM pg_sequences [WHERE …] [ORDER BY …] [LIMIT n]
                  also: information_schema.sequences, information_schema.schemata,
                  nextval.sequences, nextval.nodes, nextval.groups, nextval.settings\
                """);
        statements.put(
                "SHOW",
                """
                SHOW { SEQUENCES | SCHEMAS | NODES | GROUPS | SETTINGS }
                SHOW CREATE SEQUENCE name
                SHOW { variable | ALL }\
                """);
        return statements;
    }
}
