package io.nextval.server.cli.console;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

/**
 * Runs statements and console commands from text. It counts them, so that a person can be told how
 * far it is and how it ended.
 */
public final class ScriptRun {
    private final SqlSession session;
    private final MetaCommands commands;
    private final boolean stopAtError;
    private Runnable afterEach = () -> {};
    private long done;
    private long failed;
    private boolean ended;

    /**
     * A run.
     *
     * @param stopAtError false if the statements behind one that fails are run too
     */
    public ScriptRun(SqlSession session, boolean stopAtError) {
        this.session = session;
        this.commands = new MetaCommands(session, stopAtError);
        this.stopAtError = stopAtError;
    }

    /**
     * A run whose console commands go on where others stopped: {@code \watch} knows the last one.
     */
    ScriptRun(SqlSession session, MetaCommands commands) {
        this.session = session;
        this.commands = commands;
        this.stopAtError = commands.stopAtError();
    }

    /** How many statements and console commands a text has. */
    public static long count(BufferedReader text) throws IOException {
        StatementReader statements = new StatementReader(text);
        long count = 0;
        while (statements.next() != null) {
            count++;
        }
        return count;
    }

    /** Called behind each statement. */
    public void afterEach(Runnable action) {
        afterEach = action;
    }

    /** How many statements have been run, failed ones included. */
    public long done() {
        return done;
    }

    public long failed() {
        return failed;
    }

    /**
     * Runs all of the text.
     *
     * @param name of the file, printed with the line before each error; null for none
     * @return false if no more is to be run: a statement failed, or {@code \q} came
     */
    public boolean run(BufferedReader text, @Nullable String name) throws IOException {
        StatementReader statements = new StatementReader(text);
        for (String sql = statements.next();
                sql != null && !ended && !session.isCancelled();
                sql = statements.next()) {
            String where = name == null ? "" : name + ":" + statements.lines() + ": ";
            runOne(sql, where);
        }
        return !ended;
    }

    private void runOne(String sql, String where) throws IOException {
        boolean success;
        if (sql.startsWith("\\")) {
            MetaCommands.Outcome outcome = commands.run(sql, where);
            ended = outcome == MetaCommands.Outcome.QUIT;
            success = outcome != MetaCommands.Outcome.FAILED;
        } else {
            commands.remember(sql);
            success = session.run(sql, List.of(), "", where);
        }
        done++;
        if (!success) {
            failed++;
            ended |= stopAtError;
        }
        afterEach.run();
    }
}
