package io.nextval.server.cli.console;

import static io.nextval.server.cli.console.TypedConsole.CTRL_D;
import static io.nextval.server.cli.console.TypedConsole.PROMPT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the console asks the catalog for, on an embedded node. */
@Timeout(240)
final class ConsoleCatalogIT {
    private static final Target MEMORY = Target.of("jdbc:nextval:mem:console-catalog", null, null);

    @Test
    void listsAndDescribesSequencesAndSchemas() throws Exception {
        try (TypedConsole console = new TypedConsole(MEMORY, null)) {
            console.see(PROMPT).type("CREATE SEQUENCE listed_a START 7;\r").see("SEQUENCE\n");
            console.see(PROMPT).type("CREATE SEQUENCE listed_b AS integer;\r").see("SEQUENCE\n");
            console.see(PROMPT).type("\\ds listed_*\r").see("List of sequences\n");
            console.see(" Schema ").see("public | listed_a").see("public | listed_b");
            console.see("(2 rows)").see(PROMPT).type("\\ds *D_B\r").see("listed_b").see("(1 row)");
            console.see(PROMPT).type("\\d listed_a\r").see("Sequence \"public.listed_a\"\n");
            console.see("Start").see("Cycles?").see(" 7 |").see("(1 row)");
            console.see(PROMPT).type("\\d none\r").see("Did not find any sequence named \"none\".");
            console.see(PROMPT).type("\\dn\r").see("List of schemas\n").see("public");
            console.see("(1 row)").see(PROMPT).type(CTRL_D).awaitEnd();
        }
    }

    @Test
    void completesNamesOfSequences() throws Exception {
        try (TypedConsole console = new TypedConsole(MEMORY, null)) {
            console.see(PROMPT).type("CREATE SEQUENCE completed_here;\r").see("SEQUENCE\n");
            console.see(PROMPT).type("SELECT nextval('compl").tabUntil("eted_here");
            console.type("') AS drawn;\r").see(" drawn \n").see("(1 row)");
            console.see(PROMPT).type("DROP SEQUENCE compl").tabUntil("eted_here").type(";\r");
            console.see("DROP SEQUENCE\n").see(PROMPT).type(CTRL_D).awaitEnd();
        }
    }
}
