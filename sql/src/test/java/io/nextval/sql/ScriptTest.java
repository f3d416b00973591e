package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScriptTest {

    @Test
    void statementsComeInOrderWithoutSemicolonsAndSpace() {
        assertThat(Script.split("CREATE SEQUENCE a;\n SELECT nextval('a') ;DROP SEQUENCE a;\n"))
                .containsExactly("CREATE SEQUENCE a", "SELECT nextval('a')", "DROP SEQUENCE a");
    }

    @Test
    void lastStatementNeedsNoSemicolon() {
        assertThat(Script.split("SELECT 1; SELECT 2")).containsExactly("SELECT 1", "SELECT 2");
    }

    @Test
    void emptyStatementsAreLeftOut() {
        assertThat(Script.split("")).isEmpty();
        assertThat(Script.split(" ;; \n -- nothing;\n /* at; all */ ;")).isEmpty();
    }

    @Test
    void semicolonsInQuotesDoNotSeparate() {
        assertThat(Script.split("SELECT 'a;''b;'; SELECT \"c;\"\"d\""))
                .containsExactly("SELECT 'a;''b;'", "SELECT \"c;\"\"d\"");
    }

    @Test
    void semicolonsInCommentsDoNotSeparate() {
        assertThat(Script.split("SELECT 1 -- a;b\n+ 2; SELECT /* x; /* y; */ ; */ 3"))
                .containsExactly("SELECT 1 -- a;b\n+ 2", "SELECT /* x; /* y; */ ; */ 3");
    }

    @Test
    void semicolonsInDollarQuotesDoNotSeparate() {
        assertThat(Script.split("SELECT $$a;b$$; SELECT $x$ ; $$ ; $x$; SELECT $1; a$b$;$b$"))
                .containsExactly(
                        "SELECT $$a;b$$", "SELECT $x$ ; $$ ; $x$", "SELECT $1", "a$b$", "$b$");
    }

    @Test
    void unfinishedStatementIsKept() {
        assertThat(Script.split("SELECT 1; SELECT 'a;b"))
                .containsExactly("SELECT 1", "SELECT 'a;b");
        assertThat(Script.split("SELECT 1; /* a;b")).containsExactly("SELECT 1", "/* a;b");
        assertThat(Script.split("SELECT $$ ;")).containsExactly("SELECT $$ ;");
    }
}
