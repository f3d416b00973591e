package io.nextval.server.state;

import io.nextval.server.command.SchemaRef;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;

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

    static Answer setOutOfBounds(String name, long value, SequenceDefinition d) {
        return rejected(
                "22003",
                "setval: value "
                        + value
                        + " is out of bounds for sequence \""
                        + name
                        + "\" ("
                        + d.minValue()
                        + ".."
                        + d.maxValue()
                        + ")",
                "",
                "");
    }

    static Answer tooManyComments(int group) {
        return rejected(
                "54000",
                "too many comments in group "
                        + group
                        + ": the limit is "
                        + StateLimits.COMMENT_BYTES_PER_GROUP_MAX
                        + " bytes of all together",
                "",
                "Shorten comments or remove those that are not needed.");
    }

    static Answer taskIsOver(long task) {
        return rejected("NV006", "task " + task + " is over in this group", "", "");
    }

    static Answer otherTask(long task, long holder) {
        return rejected(
                "NV006",
                "task " + task + " has no turn in this group while task " + holder + " has",
                "",
                "");
    }

    static Answer reservedSchema(String name) {
        return rejected(
                "42939",
                "unacceptable schema name \"" + name + "\"",
                name.startsWith("pg_")
                        ? "The prefix \"pg_\" is reserved for system schemas."
                        : "The name is reserved for a system schema.",
                "");
    }

    static Answer schemaExists(String name) {
        return rejected("42P06", "schema \"" + name + "\" already exists", "", "");
    }

    static Answer unknownSchema(String name) {
        return rejected("3F000", "schema \"" + name + "\" does not exist", "", "");
    }

    static Answer tooManySchemas() {
        return rejected(
                "54000",
                "too many schemas: the limit is " + StateLimits.SCHEMAS_MAX,
                "",
                "Drop schemas that are not needed.");
    }

    static Answer requiredSchema(String name) {
        return rejected(
                "2BP01",
                "cannot drop schema " + name + " because it is required by the database system",
                "",
                "");
    }

    /** The names are the first few of those in the way. */
    static Answer dependents(List<SchemaRef> schemas, long count, List<SequenceName> names) {
        StringBuilder detail = new StringBuilder();
        int named = Math.min(names.size(), StateLimits.DEPENDENTS_NAMED_MAX);
        for (SequenceName name : names.subList(0, named)) {
            detail.append(detail.isEmpty() ? "" : "\n")
                    .append("sequence ")
                    .append(name.qualified())
                    .append(" depends on schema ")
                    .append(name.schema());
        }
        if (count > named) {
            detail.append("\nand ").append(count - named).append(" other objects");
        }
        return rejected(
                "2BP01",
                schemas.size() == 1
                        ? "cannot drop schema "
                                + schemas.get(0).name()
                                + " because other objects depend on it"
                        : "cannot drop desired object(s) because other objects depend on them",
                detail.toString(),
                "Use DROP ... CASCADE to drop the dependent objects too.");
    }

    static Answer unknownTask(long id) {
        return rejected(
                "NV006",
                "the outcome of task " + id + " is not known any more",
                "Outcomes are kept for "
                        + StateLimits.TICKET_RETENTION_MILLIS / 1000
                        + " s of log time.",
                "Look at what there is, and repeat the statement if it is needed.");
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
        String problem = problemOfRange(d);
        if (problem != null) {
            return problem;
        } else if (d.cache() < 1) {
            return "CACHE (" + d.cache() + ") must be greater than zero";
        }
        return null;
    }

    /** The part of {@link #problemOf} that comes before the value where the sequence stands. */
    static @Nullable String problemOfRange(SequenceDefinition d) {
        DataType type = d.dataType();
        if (d.increment() == 0) {
            return "INCREMENT must not be zero";
        } else if (d.maxValue() < type.min() || d.maxValue() > type.max()) {
            return outOfType("MAXVALUE", d.maxValue(), type);
        } else if (d.minValue() < type.min() || d.minValue() > type.max()) {
            return outOfType("MINVALUE", d.minValue(), type);
        } else if (d.minValue() >= d.maxValue()) {
            return relation("MINVALUE", d.minValue(), "must be less than MAXVALUE", d.maxValue());
        } else if (d.start() < d.minValue()) {
            return relation("START value", d.start(), "cannot be less than MINVALUE", d.minValue());
        } else if (d.start() > d.maxValue()) {
            return relation(
                    "START value", d.start(), "cannot be greater than MAXVALUE", d.maxValue());
        }
        return null;
    }

    private static String outOfType(String option, long value, DataType type) {
        return option + " (" + value + ") is out of range for sequence data type " + type.sqlName();
    }

    static String relation(String what, long value, String relation, long bound) {
        return what + " (" + value + ") " + relation + " (" + bound + ")";
    }

    static Answer.Rejected rejected(String sqlState, String message, String detail, String hint) {
        return new Answer.Rejected(sqlState, message, detail, hint);
    }
}
