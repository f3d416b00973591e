package io.nextval.jdbc;

import static java.util.Objects.requireNonNull;

import io.nextval.client.Client;
import io.nextval.client.ClientException;
import io.nextval.client.PreparedProgram;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What statements and prepared statements share: batches, and the numbers that they draw. */
abstract class BatchingStatement extends StatementBase {
    private static final KeyRows NO_KEYS = new KeyRows();

    private final Batch batch = new Batch();
    private @Nullable NextvalResultSet keys;
    private KeyRows keyRows = NO_KEYS;
    private volatile boolean inBatch;
    private volatile boolean batchCancelled;

    BatchingStatement(NextvalConnection connection) {
        super(connection);
    }

    /** The batch to come. */
    final Batch batch() {
        return batch;
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
        batch.clear();
    }

    @Override
    public int[] executeBatch() throws SQLException {
        long[] counts = executeLargeBatch();
        int[] ints = new int[counts.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = (int) Math.min(counts[i], Integer.MAX_VALUE);
        }
        return ints;
    }

    /**
     * Executes the batch and empties it. Stops at the first statement that fails, or that would
     * only return rows. The query timeout holds for each request.
     */
    @Override
    public long[] executeLargeBatch() throws SQLException {
        checkOpen();
        Client unused = connection().client();
        dropResult();
        keyRows = new KeyRows();
        if (warnings != null) {
            warnings.clear();
        }
        long[] counts = new long[batch.size()];
        int done = 0;
        batchCancelled = false;
        inBatch = true;
        try {
            while (done < counts.length) {
                done = step(counts, done);
            }
        } catch (SQLException e) {
            throw Errors.batch(e, Arrays.copyOf(counts, done));
        } finally {
            inBatch = false;
            updateCount = -1;
            result = null;
            batch.clear();
        }
        return counts;
    }

    /**
     * Executes the next statement or, as far as they only draw, the next ones; how many are done.
     */
    private int step(long[] counts, int from) throws SQLException {
        if (batchCancelled) {
            throw Errors.cancelled();
        }
        Batch.Entry entry = compiled(from);
        PreparedProgram program = requireNonNull(entry.program());
        if (!Batch.onlyDraws(program)) {
            counts[from] = single(program, entry.parameters());
            return from + 1;
        }
        List<Batch.Entry> draws = new ArrayList<>(List.of(entry));
        for (int next = from + 1; next < counts.length && addDraw(draws, next); next++) {}
        checkMayWrite(connection().session(), program);
        deadline.start(timeoutNanos());
        try {
            Batch.draw(connection().client(), connection().session(), draws, keyRows, deadline);
        } catch (ClientException e) {
            throw translated(NamePositions.placed(e, program));
        } finally {
            deadline.end();
        }
        int done = from + draws.size();
        Arrays.fill(counts, from, done, SUCCESS_NO_INFO);
        return done;
    }

    /** A statement that can not be compiled fails when it is its turn. */
    private boolean addDraw(List<Batch.Entry> draws, int index) {
        try {
            Batch.Entry entry = compiled(index);
            return Batch.onlyDraws(requireNonNull(entry.program())) && draws.add(entry);
        } catch (SQLException e) {
            return false;
        }
    }

    private Batch.Entry compiled(int index) throws SQLException {
        Batch.Entry entry = batch.entry(index);
        String sql = entry.sql();
        return sql == null
                ? entry
                : new Batch.Entry(null, compile(sql, List.of()), entry.parameters());
    }

    private long single(PreparedProgram program, @Nullable Object[] parameters)
            throws SQLException {
        if (Batch.onlyReturnsRows(program)) {
            throw Errors.rowsInBatch(program.program().tag());
        }
        Warnings earlier = warnings;
        warnings = null;
        boolean rows = run(program, parameters);
        warnings = Warnings.joined(earlier, warnings);
        if (!rows) {
            return Math.max(updateCount, 0);
        }
        NextvalResultSet drawn = requireNonNull(result);
        List<List<@Nullable Object>> all = drawn.readAll();
        if (Batch.draws(program)) {
            keyRows.add(program, new ListedRows(all));
        }
        return SUCCESS_NO_INFO;
    }

    /** The numbers that the last batch drew, in order; none after anything else. */
    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        checkOpen();
        NextvalResultSet open = keys;
        if (open == null || open.isClosed()) {
            open = new NextvalResultSet(this, keyRows.columns(), keyRows);
            keys = open;
        }
        return open;
    }

    @Override
    void dropResult() {
        super.dropResult();
        if (!inBatch) {
            keyRows = NO_KEYS;
            NextvalResultSet old = keys;
            keys = null;
            if (old != null) {
                old.markClosed();
            }
        }
    }

    /** Between two statements of a batch too. */
    @Override
    void stop() {
        if (inBatch) {
            batchCancelled = true;
        }
        super.stop();
    }

    @Override
    public void close() {
        super.close();
        batch.clear();
    }
}
