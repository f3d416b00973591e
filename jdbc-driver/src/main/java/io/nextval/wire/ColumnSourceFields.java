package io.nextval.wire;

/** Column sources and their tags; what they refer to is checked against the program's lists. */
final class ColumnSourceFields {
    private static final int CONSTANT = 0;
    private static final int ARGUMENT = 1;
    private static final int NEXT_OF = 2;
    private static final int CURRENT_OF = 3;
    private static final int LAST = 4;
    private static final int SET_TO = 5;
    private static final int SESSION = 6;
    private static final int OPAQUE = 7;

    private final int sequences;
    private final int parameters;

    ColumnSourceFields(int sequences, int parameters) {
        this.sequences = sequences;
        this.parameters = parameters;
    }

    static void write(ColumnSource source, WireWriter out) {
        if (source instanceof ColumnSource.NextOf next) {
            out.u8(NEXT_OF);
            out.unsigned(next.sequence());
        } else if (source instanceof ColumnSource.CurrentOf current) {
            out.u8(CURRENT_OF);
            out.unsigned(current.sequence());
        } else if (source instanceof ColumnSource.Last) {
            out.u8(LAST);
        } else if (source instanceof ColumnSource.SetTo set) {
            out.u8(SET_TO);
            out.unsigned(set.sequence());
            writePlain(set.value(), out);
            writePlain(set.called(), out);
        } else if (source instanceof ColumnSource.Session session) {
            out.u8(SESSION);
            out.string(session.name());
        } else if (source instanceof ColumnSource.Opaque) {
            out.u8(OPAQUE);
        } else {
            writePlain(source, out);
        }
    }

    ColumnSource read(WireReader in) {
        int tag = in.u8();
        return switch (tag) {
            case NEXT_OF -> new ColumnSource.NextOf(sequence(in));
            case CURRENT_OF -> new ColumnSource.CurrentOf(sequence(in));
            case LAST -> new ColumnSource.Last();
            case SET_TO ->
                    new ColumnSource.SetTo(sequence(in), plain(in.u8(), in), plain(in.u8(), in));
            case SESSION -> new ColumnSource.Session(in.string());
            case OPAQUE -> new ColumnSource.Opaque();
            default -> plain(tag, in);
        };
    }

    /** The 1-based index of one of so many parameters. */
    static int parameter(int index, int parameters) {
        if (index < 1 || index > parameters) {
            throw new WireException("reference to parameter " + index + " of " + parameters);
        }
        return index;
    }

    /** What has no sequence in it, so sources nest no deeper than two. */
    private static void writePlain(ColumnSource source, WireWriter out) {
        if (source instanceof ColumnSource.Constant constant) {
            out.u8(CONSTANT);
            out.value(constant.value());
        } else if (source instanceof ColumnSource.Argument argument) {
            out.u8(ARGUMENT);
            out.unsigned(argument.parameter());
        } else {
            throw new WireException(source + " is neither a constant nor an argument");
        }
    }

    private ColumnSource plain(int tag, WireReader in) {
        return switch (tag) {
            case CONSTANT -> new ColumnSource.Constant(in.value());
            case ARGUMENT -> new ColumnSource.Argument(parameter(in.unsignedInt(), parameters));
            default -> throw new WireException("unknown column source " + tag);
        };
    }

    private int sequence(WireReader in) {
        int index = in.unsignedInt();
        if (index >= sequences) {
            throw new WireException("column refers to sequence " + index + " of " + sequences);
        }
        return index;
    }
}
