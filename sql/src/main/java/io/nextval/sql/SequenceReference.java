package io.nextval.sql;

/** Which sequence a function is asked about. */
public sealed interface SequenceReference {

    /** The statement names it. */
    record Named(QualifiedName name) implements SequenceReference {}

    /**
     * A parameter names it, as in {@code nextval(?)}; {@link Parser#sequenceName} reads the value.
     *
     * @param parameter 1 for the first {@code ?} of the text
     */
    record Argument(int parameter) implements SequenceReference {}
}
