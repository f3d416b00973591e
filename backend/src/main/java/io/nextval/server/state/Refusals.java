package io.nextval.server.state;

import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;

import org.jspecify.annotations.Nullable;

/**
 * The refusals and their texts, in PostgreSQL's words where it has them. The texts are recorded
 * with the answers, so that they are part of the replicated state.
 */
final class Refusals {
    static final Answer SETTLED =
            rejected("NV003", "ticket already settled", "", "Use a new call number.");

    static final Answer TOO_MANY_UNANSWERED =
            rejected(
                    "54000",
                    "too many unsettled calls",
                    "The limits are "
                            + StateLimits.ANSWERS_PER_CLIENT_MAX
                            + " of one client and "
                            + StateLimits.ANSWERS_PER_GROUP_MAX
                            + " of all clients of a group.",
                    "Settle earlier calls by raising answeredBelow.");

    private Refusals() {}

    static Answer badCount(long count) {
        return rejected("22023", "count must be at least 1, not " + count, "", "");
    }

    static Answer exhausted(String name, boolean ascending, long limit) {
        return rejected(
                "2200H",
                "nextval: reached "
                        + (ascending ? "maximum" : "minimum")
                        + " value of sequence \""
                        + name
                        + "\" ("
                        + limit
                        + ")",
                "",
                "");
    }

    static Answer unknownId(long sequenceId) {
        return rejected("42P01", "sequence with id " + sequenceId + " does not exist", "", "");
    }

    static Answer unknownRelation(SequenceName name) {
        return rejected("42P01", "relation \"" + name.display() + "\" does not exist", "", "");
    }

    static Answer unknownSequence(SequenceName name) {
        return rejected("42P01", "sequence \"" + name.display() + "\" does not exist", "", "");
    }

    static Answer exists(SequenceName name) {
        return rejected("42P07", "relation \"" + name.name() + "\" already exists", "", "");
    }

    static Answer badDefinition(String problem) {
        return rejected("22023", problem, "", "");
    }

    static Answer tooManyClients() {
        return rejected(
                "53300",
                "too many clients in this group: the limit is " + StateLimits.CLIENTS_PER_GROUP_MAX,
                "",
                "Idle clients are forgotten after "
                        + StateLimits.TICKET_RETENTION_MILLIS / 1000
                        + " s.");
    }

    static Answer tooManySequences(int group) {
        return rejected(
                "54000",
                "too many sequences in group "
                        + group
                        + ": the limit is "
                        + StateLimits.SEQUENCES_PER_GROUP_MAX,
                "",
                "Drop sequences that are not needed, or add groups.");
    }

    static Answer slotUsedUp(int slot) {
        return rejected("54000", "no sequence ids are left in slot " + slot, "", "");
    }

    static Answer tooManyNodes() {
        return rejected("54000", "too many nodes: the limit is " + StateLimits.NODES_MAX, "", "");
    }

    static Answer otherIncarnation(String nodeId) {
        return rejected(
                "NV004",
                "node \"" + nodeId + "\" is known with another data folder",
                "Its recorded incarnation differs from the one it came with.",
                "Give it back its data folder, or join it under a new node id.");
    }

    static Answer otherKindOfGroup(int group, boolean catalog) {
        return rejected(
                "NV005",
                "group " + group + " is " + (catalog ? "" : "not ") + "the catalog group",
                "",
                "");
    }

    static Answer badSlots(String problem) {
        return rejected("22023", problem, "", "");
    }

    /** What PostgreSQL would refuse in this definition, or null. */
    static @Nullable String problemOf(SequenceDefinition d) {
        DataType type = d.dataType();
        if (d.increment() == 0) {
            return "INCREMENT must not be zero";
        } else if (d.minValue() < type.min()) {
            return outOfType("MINVALUE", d.minValue(), type);
        } else if (d.maxValue() > type.max()) {
            return outOfType("MAXVALUE", d.maxValue(), type);
        } else if (d.minValue() >= d.maxValue()) {
            return relation("MINVALUE", d.minValue(), "must be less than MAXVALUE", d.maxValue());
        } else if (d.start() < d.minValue()) {
            return relation("START value", d.start(), "cannot be less than MINVALUE", d.minValue());
        } else if (d.start() > d.maxValue()) {
            return relation(
                    "START value", d.start(), "cannot be greater than MAXVALUE", d.maxValue());
        } else if (d.cache() < 1) {
            return "CACHE (" + d.cache() + ") must be greater than zero";
        }
        return null;
    }

    private static String outOfType(String option, long value, DataType type) {
        return option + " (" + value + ") is out of range for sequence data type " + type.sqlName();
    }

    private static String relation(String what, long value, String relation, long bound) {
        return what + " (" + value + ") " + relation + " (" + bound + ")";
    }

    private static Answer.Rejected rejected(
            String sqlState, String message, String detail, String hint) {
        return new Answer.Rejected(sqlState, message, detail, hint);
    }
}
