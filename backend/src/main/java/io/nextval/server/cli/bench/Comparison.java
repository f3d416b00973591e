package io.nextval.server.cli.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Puts the same load on one or more databases. For each number of threads: every database from its
 * first call to the end of its warm-up, then all of them in turns, a few seconds each, so that
 * whatever else happens on the machine hits them alike. The first database's first seconds are also
 * those of this JVM; a later one finds the load generator compiled.
 */
public final class Comparison {
    private static final long TURN_MILLIS = 5_000;

    private final List<Database> databases;
    private final Load load;
    private final Consumer<String> progress;
    private final Map<Database, List<ValueCheck>> checks = new LinkedHashMap<>();

    /**
     * How much load.
     *
     * @param sequences number of sequences that the threads share
     * @param rows numbers in one call
     * @param firstMillis the beginning, measured by itself; a part of the warm-up
     */
    public record Load(
            int sequences, int rows, long firstMillis, long warmUpMillis, long runMillis) {}

    /** What one database did with a number of threads. */
    public record Outcome(Database database, int threads, Window first, Window warm) {}

    /** How the values of all runs on one database looked, over all sequences. */
    public record Verdict(long values, long duplicates, long gaps, long strangers) {}

    public Comparison(List<Database> databases, Load load, Consumer<String> progress) {
        this.databases = List.copyOf(databases);
        this.load = load;
        this.progress = progress;
    }

    /** Runs with so many threads; one outcome for each database, in order. */
    public List<Outcome> run(int threads) throws SQLException, InterruptedException {
        List<Contestant> contestants = new ArrayList<>();
        try {
            for (Database database : databases) {
                contestants.add(new Contestant(database, threads));
            }
            for (Contestant contestant : contestants) {
                contestant.warmUp();
            }
            progress.accept(
                    threads + " threads: measuring for " + load.runMillis / 1_000 + " s each");
            for (long done = 0; done < load.runMillis; done += TURN_MILLIS) {
                for (Contestant contestant : contestants) {
                    contestant.takeTurn(Math.min(TURN_MILLIS, load.runMillis - done));
                }
            }
            List<Outcome> outcomes = new ArrayList<>();
            for (Contestant contestant : contestants) {
                outcomes.add(contestant.outcome());
            }
            return outcomes;
        } finally {
            for (Contestant contestant : contestants) {
                contestant.close();
            }
        }
    }

    /** What the values of everything that ran were like. */
    public Verdict verdict(Database database) {
        long values = 0;
        long duplicates = 0;
        long gaps = 0;
        long strangers = 0;
        for (ValueCheck check : checks.getOrDefault(database, List.of())) {
            values += check.values();
            duplicates += check.duplicates();
            gaps += check.gaps();
            strangers += check.strangers();
        }
        return new Verdict(values, duplicates, gaps, strangers);
    }

    /** One database with its sequences and connections for one number of threads. */
    private final class Contestant {
        private final Database database;
        private final int threads;
        private final List<String> sequences = new ArrayList<>();
        private final Workers workers;
        private Window first = Window.EMPTY;
        private Window warm = Window.EMPTY;

        Contestant(Database database, int threads) throws SQLException {
            this.database = database;
            this.threads = threads;
            String run = UUID.randomUUID().toString().substring(0, 8);
            List<ValueCheck> own = new ArrayList<>();
            for (int i = 0; i < load.sequences; i++) {
                sequences.add("bench_" + run + "_" + i);
                own.add(new ValueCheck());
            }
            checks.computeIfAbsent(database, d -> new ArrayList<>()).addAll(own);
            database.createSequences(sequences);
            workers = new Workers(database, threads, sequences, load.rows, own);
        }

        void warmUp() throws SQLException, InterruptedException {
            progress.accept(
                    threads
                            + " threads: warming up "
                            + database.name()
                            + " for "
                            + load.warmUpMillis / 1_000
                            + " s");
            if (load.firstMillis > 0) {
                first = workers.run(load.firstMillis);
            }
            if (load.warmUpMillis > load.firstMillis) {
                workers.run(load.warmUpMillis - load.firstMillis);
            }
        }

        void takeTurn(long millis) throws SQLException, InterruptedException {
            warm = warm.plus(workers.run(millis));
        }

        Outcome outcome() {
            return new Outcome(database, threads, first, warm);
        }

        void close() throws SQLException {
            workers.close();
            database.dropSequences(sequences);
        }
    }
}
