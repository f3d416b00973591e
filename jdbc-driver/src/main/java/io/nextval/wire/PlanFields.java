package io.nextval.wire;

import java.util.List;

/** The fields of a {@link Plan}, which may refer to each other and are checked for that. */
final class PlanFields {
    private static final PlanKind[] KINDS = PlanKind.values();

    private PlanFields() {}

    static void write(Plan plan, WireWriter out) {
        out.choice(plan.kind());
        out.unsigned(plan.slot());
        out.unsigned(plan.parameterCount());
        out.list(
                plan.columns(),
                (w, column) -> {
                    w.string(column.label());
                    w.string(column.typeName());
                    w.signed(column.sequence());
                    w.value(column.constant());
                });
        out.list(plan.sequences(), PlanFields::sequence);
        rows(plan.rows(), out);
        out.list(plan.notices(), PlanFields::notice);
    }

    static Plan read(WireReader in) {
        PlanKind kind = in.choice(KINDS);
        int slot = slot(in);
        int parameterCount = in.unsignedInt();
        List<PlanColumn> columns =
                in.list(r -> new PlanColumn(r.string(), r.string(), r.signedInt(), r.value()));
        List<SequenceRef> sequences = in.list(PlanFields::sequence);
        for (PlanColumn column : columns) {
            if (column.sequence() < -1 || column.sequence() >= sequences.size()) {
                throw new WireException(
                        "column refers to sequence "
                                + column.sequence()
                                + " of "
                                + sequences.size());
            }
        }
        RowSource rows = rows(in, parameterCount);
        return new Plan(
                kind, slot, parameterCount, columns, sequences, rows, in.list(PlanFields::notice));
    }

    static void sequence(WireWriter out, SequenceRef sequence) {
        out.string(sequence.schema());
        out.string(sequence.name());
        out.unsigned(sequence.slot());
    }

    static SequenceRef sequence(WireReader in) {
        return new SequenceRef(in.string(), in.string(), slot(in));
    }

    static void rows(RowSource rows, WireWriter out) {
        out.bool(rows.series());
        bound(rows.from(), out);
        bound(rows.to(), out);
    }

    static RowSource rows(WireReader in, int parameterCount) {
        return new RowSource(in.bool(), bound(in, parameterCount), bound(in, parameterCount));
    }

    static void notice(WireWriter out, Notice notice) {
        out.string(notice.sqlState());
        out.string(notice.message());
    }

    static Notice notice(WireReader in) {
        return new Notice(in.string(), in.string());
    }

    private static void bound(Bound bound, WireWriter out) {
        out.bool(bound.parameter());
        out.signed(bound.value());
    }

    private static Bound bound(WireReader in, int parameterCount) {
        Bound bound = new Bound(in.bool(), in.signed());
        if (bound.parameter() && (bound.value() < 1 || bound.value() > parameterCount)) {
            throw new WireException(
                    "bound refers to parameter " + bound.value() + " of " + parameterCount);
        }
        return bound;
    }

    private static int slot(WireReader in) {
        int slot = in.unsignedInt();
        if (slot >= WireLimits.SLOTS) {
            throw new WireException("slot " + slot + " is not below " + WireLimits.SLOTS);
        }
        return slot;
    }
}
