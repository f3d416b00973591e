package io.nextval.server.cli.importing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings sequences of a source into the cluster. The source is read to its end before anything is
 * written.
 *
 * <p>Nothing ever goes backwards, whoever draws meanwhile. A sequence that is not there is made by
 * CREATE SEQUENCE, which fails if somebody else was first. One that is behind is moved on by
 * drawing the values up to its target in one request: values that are granted are granted to nobody
 * else, and what other clients draw between the look at it and the request only takes it further.
 * SETVAL and RESTART have no such condition, so they are not used. The target depends on the source
 * alone, so that the same import again finds everything where it has to be.
 */
public final class Importer {
    private static final int NAME_BYTES_MAX = 63;
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final String EXISTS = "42P07";
    private static final String NO_LEADER = "NV001";

    private final TargetCluster cluster;
    private final ImportOptions options;
    private boolean lost;

    private Importer(TargetCluster cluster, ImportOptions options) {
        this.cluster = cluster;
        this.options = options;
    }

    /**
     * Imports.
     *
     * @param schemas of the source; empty for that of its connection
     * @throws SQLException if the source can not be read; then nothing was written
     * @throws io.nextval.server.config.StartupException if it is not a database that is known, or
     *     there is no such schema
     */
    public static List<Outcome> run(
            Connection source,
            List<String> schemas,
            ReadOptions reading,
            Connection target,
            ImportOptions options)
            throws SQLException {
        List<Finding> findings = Source.of(source).read(schemas, reading);
        return write(findings, new TargetCluster(target), options);
    }

    /** Writes what was found; an error is an outcome. */
    static List<Outcome> write(
            List<Finding> findings, TargetCluster cluster, ImportOptions options) {
        Map<String, List<String>> sources = new HashMap<>();
        for (Finding finding : findings) {
            sources.computeIfAbsent(finding.name(), name -> new ArrayList<>())
                    .add(finding.source());
        }
        Importer importer = new Importer(cluster, options);
        List<Outcome> outcomes = new ArrayList<>();
        for (Finding finding : findings) {
            List<String> same = sources.getOrDefault(finding.name(), List.of());
            outcomes.add(
                    same.size() > 1
                            ? Outcome.failed(finding, null, collision(finding, same))
                            : importer.bring(finding));
        }
        return outcomes;
    }

    private static String collision(Finding finding, List<String> same) {
        List<String> others = new ArrayList<>(same);
        others.remove(finding.source());
        return "the name is also that of "
                + String.join(", ", others)
                + "; import them one by one, into schemas of their own or with --column-names";
    }

    private Outcome bring(Finding finding) {
        if (finding instanceof Unreadable unreadable) {
            return Outcome.failed(finding, null, "not read: " + unreadable.reason());
        }
        if (lost) {
            return Outcome.of(finding, null, null, Outcome.Kind.NOT_TRIED, "");
        }
        int bytes = finding.name().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > NAME_BYTES_MAX) {
            return Outcome.failed(
                    finding,
                    null,
                    "the name has " + bytes + " bytes, and " + NAME_BYTES_MAX + " are allowed");
        }
        try {
            return bring((SourceSequence) finding);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            // Each further one would wait for the whole retry timeout.
            lost = state.startsWith("08") || NO_LEADER.equals(state);
            return Outcome.failed(finding, null, SourceReader.reason(e) + " (" + state + ")");
        }
    }

    private Outcome bring(SourceSequence sequence) throws SQLException {
        BigInteger target = sequence.target(options.margin());
        Place place = cluster.place(sequence.name());
        if (place == null) {
            String problem = problem(sequence, target);
            if (!problem.isEmpty()) {
                return Outcome.failed(sequence, null, problem);
            }
            if (options.dryRun()) {
                return Outcome.of(sequence, null, target, Outcome.Kind.WOULD_CREATE, "");
            }
            try {
                cluster.create(sequence, target, options.cache());
                return Outcome.of(sequence, null, target, Outcome.Kind.CREATED, "");
            } catch (SQLException e) {
                place = EXISTS.equals(e.getSQLState()) ? cluster.place(sequence.name()) : null;
                if (place == null) {
                    throw e;
                }
            }
        }
        return existing(sequence, target, place);
    }

    private Outcome existing(SourceSequence sequence, BigInteger target, Place before)
            throws SQLException {
        if (!sequence.increment().equals(BigInteger.valueOf(before.increment()))) {
            return Outcome.failed(
                    sequence,
                    before,
                    "INCREMENT is "
                            + before.increment()
                            + " here and "
                            + sequence.increment()
                            + " there; make them the same");
        }
        if (!before.isBehind(target)) {
            return Outcome.of(sequence, before, before.next(), Outcome.Kind.LEFT_ALONE, "");
        }
        String problem = problem(sequence, target, before);
        if (!problem.isEmpty()) {
            return Outcome.failed(sequence, before, problem);
        }
        if (options.dryRun()) {
            return Outcome.of(sequence, before, target, Outcome.Kind.WOULD_MOVE_ON, "");
        }
        Place after = before;
        while (after.isBehind(target)) {
            cluster.skip(sequence.name(), after.drawsTo(target).longValueExact());
            if (after.cached()) {
                endBlocks(sequence.name(), after.cache());
            }
            Place now = cluster.place(sequence.name());
            if (now == null || now.equals(after)) {
                return Outcome.failed(
                        sequence, before, "somebody else changed it; run the import again");
            }
            after = now;
        }
        return Outcome.of(sequence, before, after.next(), Outcome.Kind.MOVED_ON, "");
    }

    /** The draw is done then, so that the same import again would find nothing to do. */
    private void endBlocks(String name, long cache) throws SQLException {
        try {
            cluster.endBlocks(name, cache);
        } catch (SQLException e) {
            throw new SQLException(
                    "it was moved on, but drivers may serve values of blocks from before until"
                            + " the validity of those is over: "
                            + SourceReader.reason(e),
                    e.getSQLState(),
                    e);
        }
    }

    /** Why a sequence can not be made with this start; empty if it can. */
    private String problem(SourceSequence sequence, BigInteger target) {
        if (sequence.increment().abs().compareTo(LONG_MAX) > 0) {
            return "INCREMENT " + sequence.increment() + " does not fit into 64 bits";
        }
        if (target.abs().compareTo(LONG_MAX) > 0) {
            return "its next value " + target + " does not fit into 64 bits";
        }
        if (!sequence.cycle() && sequence.isPast(sequence.next())) {
            return "it is at its end there, " + sequence.bound();
        }
        if (sequence.isPast(target)) {
            return "the margin of "
                    + options.margin()
                    + " values passes "
                    + sequence.bound()
                    + "; use a smaller --margin";
        }
        return "";
    }

    /** Why a sequence can not be moved on; empty if it can. */
    private String problem(SourceSequence sequence, BigInteger target, Place place) {
        String there = problem(sequence, target);
        if (!there.isEmpty()) {
            return there;
        }
        if (place.cycle()) {
            return "it cycles here, so that no draw takes it on for sure; stop its clients and"
                    + " set it: SELECT setval('"
                    + sequence.name()
                    + "', "
                    + target
                    + ", false)";
        }
        if (place.excludes(target)) {
            return "its next value would be "
                    + target
                    + ", and it ends here at "
                    + (place.increment() > 0
                            ? "MAXVALUE " + place.maximum()
                            : "MINVALUE " + place.minimum());
        }
        return place.drawsTo(target).compareTo(LONG_MAX) > 0
                ? "it is further behind than 64 bits count"
                : "";
    }
}
