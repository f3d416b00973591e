package io.nextval.jdbc;

import static java.util.Objects.requireNonNull;

import io.nextval.client.Client;
import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.client.PreparedProgram;
import io.nextval.client.SequenceHandle;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Granted;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.SequenceRef;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The statements that are to be executed together, in order. Statements in a row that only draw
 * numbers are one request for each sequence, however many they are.
 *
 * <p>JDBC wants the update count of each statement of a batch and no rows. A statement that draws
 * has no update count, so its count is SUCCESS_NO_INFO; and its numbers are what the database made
 * for the caller, which in JDBC are generated keys. So a batch is how many numbers are had in one
 * round trip, with the parameters of each statement, by callers who know nothing but JDBC.
 */
final class Batch {
    /** Statements of one batch. */
    static final int ENTRIES_MAX = 1_000_000;

    /** Either a text, or what it means already. */
    static final class Entry {
        private final @Nullable String sql;
        private final @Nullable PreparedProgram program;
        private final @Nullable Object[] parameters;

        Entry(
                @Nullable String sql,
                @Nullable PreparedProgram program,
                @Nullable Object[] parameters) {
            this.sql = sql;
            this.program = program;
            this.parameters = parameters;
        }

        @Nullable String sql() {
            return sql;
        }

        /** Null while it is only a text. */
        @Nullable PreparedProgram program() {
            return program;
        }

        @Nullable Object[] parameters() {
            return parameters;
        }
    }

    private static final class Wanted {
        final SequenceHandle sequence;
        long count;
        @Nullable Granted granted;

        Wanted(SequenceHandle sequence) {
            this.sequence = sequence;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(Entry entry) throws SQLException {
        if (entries.size() >= ENTRIES_MAX) {
            throw Errors.batchTooLong(ENTRIES_MAX);
        }
        entries.add(entry);
    }

    int size() {
        return entries.size();
    }

    Entry entry(int index) {
        return entries.get(index);
    }

    void clear() {
        entries.clear();
    }

    /** Whether all that the program does is to draw. */
    static boolean onlyDraws(PreparedProgram program) {
        return program.firstWrite() != null
                && (program.shape() == PreparedProgram.Shape.ONE_VALUE
                        || program.shape() == PreparedProgram.Shape.GRANTS);
    }

    static boolean draws(PreparedProgram program) {
        for (ProgramColumn column : program.program().columns()) {
            if (column.source() instanceof ColumnSource.NextOf) {
                return true;
            }
        }
        return false;
    }

    /** Whether the program has no place in a batch, as it only returns rows. */
    static boolean onlyReturnsRows(PreparedProgram program) {
        return program.program().kind() == ProgramKind.QUERY
                || (program.program().kind() == ProgramKind.ROWS && program.firstWrite() == null);
    }

    /** Draws for all of these, which only draw; one request for each sequence. */
    static void draw(
            Client client, Session session, List<Entry> draws, KeyRows keys, Deadline deadline)
            throws SQLException, ClientException {
        List<Evaluation> evaluations = new ArrayList<>();
        Map<SequenceRef, Wanted> wanted = new LinkedHashMap<>();
        List<long[]> firsts = new ArrayList<>();
        for (Entry draw : draws) {
            PreparedProgram program = requireNonNull(draw.program);
            Evaluation evaluation = new Evaluation(client, session, program, draw.parameters);
            evaluations.add(evaluation);
            firsts.add(want(evaluation, wanted, deadline));
        }
        for (Wanted each : wanted.values()) {
            if (each.count > 0) {
                each.granted = granted(each, deadline);
            }
        }
        for (int i = 0; i < evaluations.size(); i++) {
            Evaluation evaluation = evaluations.get(i);
            PreparedProgram program = evaluation.program();
            @Nullable Granted[] grants = new Granted[program.sequences().size()];
            for (int s = 0; s < grants.length; s++) {
                grants[s] = requireNonNull(wanted.get(evaluation.ref(s))).granted;
            }
            long rows = evaluation.rowCount(0);
            keys.add(program, new GrantedRows(evaluation, grants, firsts.get(i), rows, false));
        }
        remember(session, evaluations, wanted);
    }

    /** Adds what an execution wants; where its values begin among those of each sequence. */
    private static long[] want(
            Evaluation evaluation, Map<SequenceRef, Wanted> wanted, Deadline deadline)
            throws SQLException, ClientException {
        PreparedProgram program = evaluation.program();
        long rows = evaluation.rowCount(0);
        if (rows > 0) {
            evaluation.check(deadline);
        }
        long[] firsts = new long[program.sequences().size()];
        for (int i = 0; i < firsts.length; i++) {
            SequenceHandle sequence = evaluation.handle(i);
            Wanted of = wanted.computeIfAbsent(evaluation.ref(i), ref -> new Wanted(sequence));
            firsts[i] = of.count;
            long more = GrantedRows.product(rows, program.drawsPerRow(i));
            if (of.count > Long.MAX_VALUE - more) {
                throw Errors.outOfRange("the batch draws more than " + Long.MAX_VALUE + " values");
            }
            of.count += more;
        }
        return firsts;
    }

    private static Granted granted(Wanted wanted, Deadline deadline) throws ClientException {
        return wanted.count == 1
                ? new Granted(0, wanted.sequence.next(deadline), 1, 0, null)
                : wanted.sequence.next(wanted.count, deadline);
    }

    /** As if the statements had been executed one after the other. */
    private static void remember(
            Session session, List<Evaluation> evaluations, Map<SequenceRef, Wanted> wanted)
            throws SQLException {
        wanted.forEach((sequence, of) -> remember(session, sequence, of));
        for (int i = evaluations.size() - 1; i >= 0; i--) {
            Evaluation evaluation = evaluations.get(i);
            List<ProgramColumn> columns = evaluation.program().program().columns();
            for (int c = columns.size() - 1; c >= 0 && evaluation.rowCount(0) > 0; c--) {
                if (columns.get(c).source() instanceof ColumnSource.NextOf next) {
                    SequenceRef last = evaluation.ref(next.sequence());
                    remember(session, last, requireNonNull(wanted.get(last)));
                    return;
                }
            }
        }
    }

    private static void remember(Session session, SequenceRef sequence, Wanted of) {
        Granted granted = of.granted;
        if (granted != null) {
            session.numbers().drew(sequence, granted.value(granted.count() - 1));
        }
    }
}
