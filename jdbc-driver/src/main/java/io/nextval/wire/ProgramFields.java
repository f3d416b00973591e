package io.nextval.wire;

import java.util.List;

/** The fields of a {@link Program}, which may refer to each other and are checked for that. */
final class ProgramFields {
    private static final ProgramKind[] KINDS = ProgramKind.values();
    private static final SessionActionKind[] ACTIONS = SessionActionKind.values();

    private ProgramFields() {}

    static void write(Program program, WireWriter out) {
        out.choice(program.kind());
        out.string(program.tag());
        out.signed(program.slot());
        out.list(program.parameterTypes(), WireWriter::string);
        out.list(program.nameParameters(), (w, parameter) -> w.unsigned(parameter));
        out.list(program.sequences(), PlanFields::sequence);
        out.list(
                program.columns(),
                (w, column) -> {
                    w.string(column.label());
                    w.string(column.typeName());
                    ColumnSourceFields.write(column.source(), w);
                });
        PlanFields.rows(program.rows(), out);
        out.list(
                program.actions(),
                (w, action) -> {
                    w.choice(action.kind());
                    w.string(action.name());
                    String value = action.value();
                    w.bool(value != null);
                    if (value != null) {
                        w.string(value);
                    }
                });
        out.list(program.notices(), PlanFields::notice);
    }

    static Program read(WireReader in) {
        ProgramKind kind = in.choice(KINDS);
        String tag = in.string();
        int slot = in.signedInt();
        if (slot < Program.CATALOG_SLOT || slot >= WireLimits.SLOTS) {
            throw new WireException(
                    "slot " + slot + " is not from -1 to " + (WireLimits.SLOTS - 1));
        }
        List<String> parameterTypes = in.list(WireReader::string);
        int parameters = parameterTypes.size();
        List<Integer> names =
                in.list(r -> ColumnSourceFields.parameter(r.unsignedInt(), parameters));
        List<SequenceRef> sequences = in.list(PlanFields::sequence);
        ColumnSourceFields sources = new ColumnSourceFields(sequences.size(), parameters);
        List<ProgramColumn> columns =
                in.list(r -> new ProgramColumn(r.string(), r.string(), sources.read(r)));
        return new Program(
                kind,
                tag,
                slot,
                parameterTypes,
                names,
                columns,
                sequences,
                PlanFields.rows(in, parameters),
                in.list(
                        r ->
                                new SessionAction(
                                        r.choice(ACTIONS),
                                        r.string(),
                                        r.bool() ? r.string() : null)),
                in.list(PlanFields::notice));
    }
}
