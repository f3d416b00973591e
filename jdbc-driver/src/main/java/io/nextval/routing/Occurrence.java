package io.nextval.routing;

/**
 * Where a call of a listed sequence is.
 *
 * @param refusal why it can not be there; empty if it can
 * @param row which of the rows of VALUES, from 1; 0 if it is not in one
 * @param direct whether it is a whole value of VALUES or SET, where a bind parameter has a type
 * @param label whether it is a column of the result that the call gives its name
 * @param oneRow whether it is right only if the statement changes one row
 */
record Occurrence(
        SequenceCall call, String refusal, int row, boolean direct, boolean label, boolean oneRow) {
    boolean isLegal() {
        return refusal.isEmpty();
    }
}
