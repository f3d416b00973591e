package io.nextval.server.cli.console;

import static io.nextval.server.cli.console.TypedConsole.CTRL_C;
import static io.nextval.server.cli.console.TypedConsole.CTRL_D;
import static io.nextval.server.cli.console.TypedConsole.PROMPT;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.node.Node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/** The console as a person at a terminal has it, on an embedded node. */
@Timeout(240)
final class ConsoleIT {
    private static final Target MEMORY = Target.of("jdbc:nextval:mem:console", null, null);

    @TempDir private Path folder = Path.of("");

    @Test
    void editsAStatementOverSeveralLines() throws Exception {
        try (TypedConsole console = new TypedConsole(MEMORY, null)) {
            console.see(PROMPT).type("CREATE SEQUENCE IF NOT EXISTS lines\r").see("nextval-> ");
            console.type("  START WITH 5;\r").see("CREATE SEQUENCE").see(PROMPT);
            console.type("SELECT nextval('lines\r").see("nextval'> ");
            console.type(CTRL_C).see(PROMPT);
            console.type("SELECT nextval('lines') AS n;\r").see(" n \n---\n 5\n(1 row)");
            console.see(PROMPT).type("\\q\r").awaitEnd();
        }
    }

    @Test
    void showsWhereAStatementIsWrong() throws Exception {
        try (TypedConsole console = new TypedConsole(MEMORY, null)) {
            console.see(PROMPT).type("CREATE SEQUENCE a\r").see("nextval-> ").type("  BAD 1;\r");
            console.see("ERROR:  ").see("LINE 2:   BAD 1").see("\n          ^");
            console.see("SQLSTATE:  42601").see(PROMPT);
            assertThat(console.raw()).contains("\033[31mERROR:\033[0m");
            console.type("SELECT nextval('missing');\r").see("SQLSTATE:  42P01").see(PROMPT);
            console.type("\\nope\r").see("\\? lists them").see(PROMPT);
            console.type("\\?\r").see("\\watch").see(PROMPT);
            console.type("\\h drop seq\r").see("DROP SEQUENCE [IF EXISTS] name").see(PROMPT);
            console.type(CTRL_D).awaitEnd();
        }
    }

    @Test
    void changesHowResultsAreShown() throws Exception {
        try (TypedConsole console = new TypedConsole(MEMORY, null)) {
            console.see(PROMPT).type("CREATE SEQUENCE IF NOT EXISTS shown;\r");
            console.see("CREATE SEQUENCE\n").see(PROMPT);
            console.type("\\timing\r").see("Timing is on.").see(PROMPT);
            console.type("\\format csv\r").see("Output format is csv.").see(PROMPT);
            console.type("SELECT nextval('shown') AS a;\r").see("\na\n1\nTime: ").see(PROMPT);
            console.type("\\pset format json\r\\timing off\r").see("Timing is off.").see(PROMPT);
            console.type("SELECT nextval('shown') a;\r").see("[{\"a\": 2}]").see(PROMPT);
            console.type("\\format table\r\\x\r").see("Expanded display is on.").see(PROMPT);
            console.type("SELECT nextval('shown') a;\r").see("-[ RECORD 1 ]\na | 3").see(PROMPT);
            console.type("\\x off\r").see("Expanded display is off.").see(PROMPT);
            console.type("SELECT nextval('shown');\r").see("(1 row)").see(PROMPT);
            console.type("\\watch 0.01 c=2\r").see("(every 0.01s)").see("5").see("6").see(PROMPT);
            console.type("\\conninfo\r").see("jdbc:nextval:mem:console").see("schema \"public\"");
            console.type("exit\r").awaitEnd();
        }
    }

    @Test
    void completesCommandsAndKeywords() throws Exception {
        try (TypedConsole console = new TypedConsole(MEMORY, null)) {
            console.see(PROMPT).type("CREATE SEQUENCE IF NOT EXISTS done;\r").see(PROMPT);
            console.type("\\tim\t\r").see("Timing is on.").see(PROMPT);
            console.type("\\tim\toff\r").see("Timing is off.").see(PROMPT);
            console.type("sel\tnextv\t('done') as drawn;\r").see(" drawn \n").see("(1 row)");
            console.see(PROMPT).type(CTRL_D).awaitEnd();
        }
    }

    @Test
    void remembersWhatWasTypedButNoPasswords() throws Exception {
        Map<String, String> environment = Map.of("XDG_STATE_HOME", folder.toString());
        Path history = requireNonNull(StateFolder.history(environment, null));
        try (TypedConsole console = new TypedConsole(MEMORY, history)) {
            console.see(PROMPT).type("\\echo one\r").see("one\n").see(PROMPT);
            console.type("\\echo Password=two\r").see("Password=two\n").see(PROMPT);
            console.type(CTRL_D).awaitEnd();
        }
        assertThat(Files.readString(history)).contains("echo one").doesNotContain("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (TypedConsole console = new TypedConsole(MEMORY, history)) {
            String up = "\033OA";
            console.see(PROMPT).type(up).see("\\echo one").type(" more\r").see("one more\n");
            console.see(PROMPT).type("\\s\r").see("\\echo one\n").see("\\echo one more\n");
            console.see(PROMPT).type(CTRL_D).awaitEnd();
        }
    }

    @Test
    void runsFilesAndWritesResultsToFiles() throws Exception {
        Path script = Files.writeString(folder.resolve("in.sql"), "SELECT 1 AS a;\n\nbad;\n");
        Path results = folder.resolve("out.txt");
        try (TypedConsole console = new TypedConsole(MEMORY, null)) {
            console.see(PROMPT).type("\\o " + results + "\r").see(PROMPT);
            console.type("\\i " + script + "\r").see(script + ":3: ERROR:  syntax error");
            console.see(PROMPT).type("\\o\r").see(PROMPT);
            console.type("\\i absent.sql\r").see("absent.sql does not exist").see(PROMPT);
            console.type(CTRL_D).awaitEnd();
        }
        assertThat(results).content().contains(" a \n---\n 1\n(1 row)");
    }

    @Test
    void ctrlCEndsAWatch() throws Exception {
        try (TypedConsole console = new TypedConsole(MEMORY, null)) {
            console.see(PROMPT).type("CREATE SEQUENCE IF NOT EXISTS watched;\r").see(PROMPT);
            console.type("\\watch 600\r").see("(every 600s)").see("CREATE SEQUENCE");
            console.type(CTRL_C).see(PROMPT).type("\\echo after\r").see("after\n").see(PROMPT);
            console.type(CTRL_D).awaitEnd();
        }
    }

    @Test
    void ctrlCLeavesAStatementThatGetsNoAnswer() throws Exception {
        HostPort any = new HostPort("127.0.0.1", 0);
        Node node =
                Node.start(
                        new NodeConfig("n1", folder.resolve("n1"), any, null, any, any, Map.of()));
        try {
            assertThat(node.awaitReady(Duration.ofSeconds(60))).isTrue();
            Target target = Target.of(node.clientAddress().toString(), null, null);
            try (TypedConsole console = new TypedConsole(target, null)) {
                console.see(PROMPT).type("CREATE SEQUENCE s;\r").see("CREATE SEQUENCE\n");
                console.see(PROMPT).type("SELECT nextval('s') AS n;\r").see("(1 row)").see(PROMPT);
                node.close();
                console.type("SELECT nextval('s') AS unanswered;\r").see("unanswered;\n");
                long started = System.nanoTime();
                console.type(CTRL_C).see(PROMPT);
                assertThat(Duration.ofNanos(System.nanoTime() - started))
                        .isLessThan(Duration.ofSeconds(30));
                console.type("\\echo alive\r").see("alive\n").see(PROMPT);
                console.type(CTRL_D).awaitEnd();
            }
        } finally {
            node.close();
        }
    }
}
