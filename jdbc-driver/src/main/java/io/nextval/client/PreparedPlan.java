package io.nextval.client;

import io.nextval.wire.Plan;
import io.nextval.wire.PlanColumn;
import io.nextval.wire.PlanKind;
import io.nextval.wire.ResultColumn;

import java.util.List;

/**
 * A SQL text, what it means, and the sequences it draws from, in the plan's order. A sequence that
 * several columns draw from gives each row one value per column, from left to right.
 */
public final class PreparedPlan {
    private final String schema;
    private final String sql;
    private final Plan plan;
    private final List<SequenceHandle> sequences;
    private final int[] drawsPerRow;
    private final int[] ranks;
    private final List<ResultColumn> columns;

    PreparedPlan(String schema, String sql, Plan plan, List<SequenceHandle> sequences) {
        this.schema = schema;
        this.sql = sql;
        this.plan = plan;
        this.sequences = List.copyOf(sequences);
        this.drawsPerRow = new int[sequences.size()];
        this.ranks = new int[plan.columns().size()];
        this.columns =
                plan.columns().stream()
                        .map(column -> new ResultColumn(column.label(), column.typeName()))
                        .toList();
        for (int i = 0; i < ranks.length; i++) {
            PlanColumn column = plan.columns().get(i);
            if (column.sequence() >= 0) {
                ranks[i] = drawsPerRow[column.sequence()]++;
            }
        }
    }

    public String schema() {
        return schema;
    }

    public String sql() {
        return sql;
    }

    public Plan plan() {
        return plan;
    }

    public List<SequenceHandle> sequences() {
        return sequences;
    }

    /** The labels and types of the rows. */
    public List<ResultColumn> columns() {
        return columns;
    }

    /** How many values of the sequence each row takes. */
    public int drawsPerRow(int sequence) {
        return drawsPerRow[sequence];
    }

    /** Which of its sequence's draws of a row the column shows, from 0. */
    public int rank(int column) {
        return ranks[column];
    }

    /** One row with one value of one sequence, the plain {@code SELECT NEXTVAL('s')}. */
    public boolean isOneValue() {
        return plan.kind() == PlanKind.SEQUENCE
                && ranks.length == 1
                && drawsPerRow.length == 1
                && drawsPerRow[0] == 1
                && !plan.rows().series();
    }
}
