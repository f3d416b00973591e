package io.nextval.server.execute;

import io.nextval.sql.SqlException;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Plan;
import io.nextval.wire.PlanColumn;
import io.nextval.wire.PlanKind;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramColumn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The plans of protocol version 1, which says less than a program: numbers with constants beside
 * them, a command of one group, or a query. Stateless.
 */
final class Version1Plans {
    private Version1Plans() {}

    /**
     * The program as a plan.
     *
     * @throws SqlException 0AX00 if a plan can not say it
     */
    static Plan of(Program program) throws SqlException {
        if (!program.nameParameters().isEmpty()) {
            throw newer("a parameter as the name of a sequence");
        }
        return switch (program.kind()) {
            case QUERY -> plan(PlanKind.QUERY, 0, program, labels(program));
            case COMMAND -> {
                if (program.slot() < 0) {
                    throw newer(program.tag() + " of several sequences, or of a schema,");
                }
                yield plan(PlanKind.COMMAND, program.slot(), program, List.of());
            }
            case ROWS -> rows(program);
            case SESSION -> throw newer(program.tag());
        };
    }

    private static Plan rows(Program program) throws SqlException {
        boolean ofSession =
                program.columns().stream()
                        .anyMatch(c -> c.source() instanceof ColumnSource.Session);
        if (program.tag().equals("SHOW") && ofSession) {
            throw newer("SHOW of a variable");
        }
        if (program.sequences().isEmpty()) {
            if (program.columns().stream().anyMatch(c -> c.source() instanceof ColumnSource.Last)) {
                throw newer("lastval");
            }
            return plan(PlanKind.QUERY, 0, program, labels(program));
        }
        List<PlanColumn> columns = new ArrayList<>(program.columns().size());
        for (ProgramColumn column : program.columns()) {
            columns.add(column(column));
        }
        return plan(PlanKind.SEQUENCE, program.sequences().get(0).slot(), program, columns);
    }

    private static PlanColumn column(ProgramColumn column) throws SqlException {
        ColumnSource source = column.source();
        String type = column.typeName();
        if (source instanceof ColumnSource.NextOf next) {
            if (!type.equals("int8")) {
                throw newer("a cast of a number");
            }
            return new PlanColumn(column.label(), type, next.sequence(), null);
        } else if (source instanceof ColumnSource.Constant constant
                && type.equals(typeOf(constant.value(), type))) {
            return new PlanColumn(column.label(), type, -1, constant.value());
        }
        throw newer("what stands beside the number");
    }

    /** The type of a value that version 1 has; null for others. */
    private static @Nullable String typeOf(@Nullable Object value, String wanted) {
        if (value == null) {
            return wanted;
        } else if (value instanceof Long) {
            return wanted.equals("int4") ? "int4" : "int8";
        } else if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof String ? "text" : null;
    }

    private static List<PlanColumn> labels(Program program) {
        return program.columns().stream()
                .map(c -> new PlanColumn(c.label(), known(c.typeName()), -1, null))
                .toList();
    }

    /** Version 1 runs what has a parameter of no type as a query, which gives it as a text. */
    private static String known(String type) {
        return type.equals(ProgramColumn.UNTYPED) ? "text" : type;
    }

    private static Plan plan(PlanKind kind, int slot, Program program, List<PlanColumn> columns) {
        return new Plan(
                kind,
                slot,
                program.parameterTypes().size(),
                columns,
                kind == PlanKind.SEQUENCE ? program.sequences() : List.of(),
                program.rows(),
                program.notices());
    }

    private static SqlException newer(String what) {
        return new SqlException(
                "0AX00",
                what + " needs a newer driver",
                "This connection speaks version 1 of the protocol.",
                "use a driver that speaks version 2",
                0);
    }
}
