package io.nextval.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A statement in which numbers of the cluster stand where its calls were.
 *
 * @param pieces the text before, between and behind the numbers
 * @param numbers where each comes from
 * @param userPositions of each bind parameter that the application knows, its place in {@link
 *     #prepared()}, from 1
 * @param oneRow whether it is right only if it changes one row
 */
record NumberedText(
        List<String> pieces, List<Place> numbers, List<Integer> userPositions, boolean oneRow) {
    /**
     * One number.
     *
     * @param slot numbers of the same slot are one and the same
     * @param position its place among the bind parameters of {@link #prepared()}, from 1
     */
    record Place(SequenceCall call, int slot, int position) {}

    static NumberedText of(SqlText sql, List<Occurrence> occurrences) {
        Splice splice = new Splice(sql);
        List<String> pieces = new ArrayList<>();
        List<Place> numbers = new ArrayList<>();
        List<Integer> users = new ArrayList<>();
        boolean oneRow = false;
        String behind = "";
        int token = 0;
        int parameters = 0;
        for (Occurrence occurrence : occurrences) {
            SequenceCall call = occurrence.call();
            for (; token < call.first(); token++) {
                if (sql.is(token, Token.Kind.PLACEHOLDER)) {
                    users.add(++parameters);
                }
            }
            token = call.last() + 1;
            boolean cast = !occurrence.direct() && sql.vendor() != Vendor.MARIADB;
            pieces.add(behind + splice.cut(call.first(), call.last()) + (cast ? "CAST(" : ""));
            behind = cast ? " AS " + sql.vendor().castType() + ')' : "";
            behind += occurrence.label() ? " AS " + call.kind().label() : "";
            numbers.add(new Place(call, slot(sql.vendor(), numbers, occurrences), ++parameters));
            oneRow |= occurrence.oneRow();
        }
        for (; token < sql.size(); token++) {
            if (sql.is(token, Token.Kind.PLACEHOLDER)) {
                users.add(++parameters);
            }
        }
        pieces.add(behind + splice.rest());
        return new NumberedText(pieces, numbers, users, oneRow);
    }

    /** The slot of the next occurrence: that of an earlier one if both are one value. */
    private static int slot(Vendor vendor, List<Place> before, List<Occurrence> occurrences) {
        Occurrence next = occurrences.get(before.size());
        if (vendor.drawsOncePerRow() && next.call().standardForm()) {
            for (int i = 0; i < before.size(); i++) {
                Occurrence earlier = occurrences.get(i);
                SequenceCall call = earlier.call();
                if (call.standardForm()
                        && call.kind() == next.call().kind()
                        && Objects.equals(call.sequence(), next.call().sequence())
                        && earlier.row() == next.row()) {
                    return before.get(i).slot();
                }
            }
        }
        return before.size();
    }

    /** For messages. */
    GlobalName firstSequence() {
        for (Place number : numbers) {
            GlobalName sequence = number.call().sequence();
            if (sequence != null) {
                return sequence;
            }
        }
        return new GlobalName("", "lastval()");
    }

    /** With a bind parameter for each number. */
    String prepared() {
        return String.join("?", pieces);
    }

    /** With the numbers themselves. */
    String literal(long[] values) {
        StringBuilder text = new StringBuilder(pieces.get(0));
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                text.append('(').append(values[i]).append(')');
            } else {
                text.append(values[i]);
            }
            text.append(pieces.get(i + 1));
        }
        return text.toString();
    }
}
