package io.nextval.wire;

/** A column of a program: its label, the type of its values, and where they come from. */
public record ProgramColumn(String label, String typeName, ColumnSource source) {
    /** The type of a parameter that the text says none of: it is that of the parameter's value. */
    public static final String UNTYPED = "unknown";
}
