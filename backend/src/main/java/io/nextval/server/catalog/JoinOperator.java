package io.nextval.server.catalog;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A join: the right input is kept, by the values of its equal columns if there are any, and the
 * left one streams past it.
 *
 * @param leftKeys expressions over a left row, equal to
 * @param rightKeys these over a right row
 * @param rest what else must hold for the two rows joined; null for nothing
 * @param keepLeft whether a left row without a partner stays
 * @param keepRight whether a right row without a partner stays
 */
record JoinOperator(
        Operator left,
        Operator right,
        int leftWidth,
        int rightWidth,
        List<Operator.Scalar> leftKeys,
        List<Operator.Scalar> rightKeys,
        Operator.@Nullable Scalar rest,
        boolean keepLeft,
        boolean keepRight)
        implements Operator {

    @Override
    public Cursor open(Execution run) {
        return new Rows(run);
    }

    /** A kept row, and whether it found a partner. */
    private static final class Partner {
        private final @Nullable Object[] row;
        private boolean matched;

        Partner(@Nullable Object[] row) {
            this.row = row;
        }
    }

    private final class Rows implements Cursor {
        private final Execution run;
        private final List<Partner> all = new ArrayList<>();
        private final Map<Values.Key, List<Partner>> byKey = new HashMap<>();
        private final Cursor lefts;
        private @Nullable Object @Nullable [] current;
        private Iterator<Partner> candidates = List.<Partner>of().iterator();
        private boolean matched = true;
        private @Nullable Iterator<Partner> unmatched;

        Rows(Execution run) {
            this.run = run;
            for (@Nullable Object[] row : Operators.held(right, run)) {
                Partner partner = new Partner(row);
                all.add(partner);
                if (!rightKeys.isEmpty()) {
                    Values.Key key = Values.Key.of(Operators.row(run, rightKeys, row));
                    if (!key.hasNull()) {
                        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(partner);
                    }
                }
            }
            lefts = left.open(run);
        }

        @Override
        public @Nullable Object @Nullable [] next() {
            while (unmatched == null) {
                run.budget().step();
                @Nullable Object @Nullable [] row = current;
                if (row != null && candidates.hasNext()) {
                    Partner partner = candidates.next();
                    @Nullable Object[] joined = Operators.joined(row, partner.row);
                    if (rest == null || Boolean.TRUE.equals(rest.value(run, joined))) {
                        partner.matched = true;
                        matched = true;
                        return joined;
                    }
                } else if (row != null && keepLeft && !matched) {
                    matched = true;
                    return Operators.joined(row, new @Nullable Object[rightWidth]);
                } else {
                    advance();
                }
            }
            while (unmatched.hasNext()) {
                run.budget().step();
                Partner partner = unmatched.next();
                if (!partner.matched) {
                    return Operators.joined(new @Nullable Object[leftWidth], partner.row);
                }
            }
            return null;
        }

        private void advance() {
            @Nullable Object @Nullable [] row = lefts.next();
            current = row;
            matched = false;
            if (row == null) {
                unmatched = (keepRight ? all : List.<Partner>of()).iterator();
            } else if (leftKeys.isEmpty()) {
                candidates = all.iterator();
            } else {
                Values.Key key = Values.Key.of(Operators.row(run, leftKeys, row));
                List<Partner> partners = key.hasNull() ? null : byKey.get(key);
                candidates = (partners == null ? List.<Partner>of() : partners).iterator();
            }
        }
    }
}
