package io.nextval.hibernate;

import org.hibernate.dialect.sequence.SequenceSupport;

/** Sequences as Nextval's SQL has them. */
final class NextvalSequenceSupport implements SequenceSupport {
    static final NextvalSequenceSupport INSTANCE = new NextvalSequenceSupport();

    private NextvalSequenceSupport() {}

    @Override
    public String getSelectSequenceNextValString(String sequence) {
        return "nextval('" + sequence.replace("'", "''") + "')";
    }

    @Override
    public String getSelectSequencePreviousValString(String sequence) {
        return "currval('" + sequence.replace("'", "''") + "')";
    }

    @Override
    public boolean sometimesNeedsStartingValue() {
        return true;
    }

    @Override
    public String getDropSequenceString(String sequence) {
        return "drop sequence if exists " + sequence;
    }
}
