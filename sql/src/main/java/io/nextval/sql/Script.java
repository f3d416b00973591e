package io.nextval.sql;

import java.util.ArrayList;
import java.util.List;

/** A text of several statements, separated by semicolons, as a command line takes it. */
public final class Script {

    private Script() {}

    /**
     * Returns the statements in order, without their semicolons and the space around them. What has
     * only space and comments is left out; a last statement without a semicolon, or with an open
     * quote or comment, is returned as it is. Semicolons in quotes, dollar quotes and comments do
     * not separate.
     */
    public static List<String> split(String script) {
        List<String> statements = new ArrayList<>();
        Scanner scanner = new Scanner(script, 0);
        int from = 0;
        boolean empty = true;
        while (scanner.next()) {
            if (scanner.symbol() == ';') {
                if (!empty) {
                    statements.add(script.substring(from, scanner.start()).strip());
                }
                from = scanner.end();
                empty = true;
            } else if (scanner.kind() != Scanner.Kind.SPACE
                    && (scanner.kind() != Scanner.Kind.COMMENT || !scanner.terminated())) {
                empty = false;
            }
        }
        if (!empty) {
            statements.add(script.substring(from).strip());
        }
        return statements;
    }
}
