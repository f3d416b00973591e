package io.nextval.sql;

import java.math.BigDecimal;
import java.util.Locale;

/** Writes expressions as canonical SQL, and names columns that have no alias. */
final class ExpressionText {
    /** PostgreSQL's label of a column that has no name. */
    static final String NO_LABEL = "?column?";

    private ExpressionText() {}

    static String of(Expression expression) {
        if (expression instanceof Expression.NextValue next) {
            return "nextval(" + sequence(next.sequence()) + ")";
        } else if (expression instanceof Expression.CurrentValue current) {
            return "currval(" + sequence(current.sequence()) + ")";
        } else if (expression instanceof Expression.SetValue set) {
            String called = set.called().equals(Expression.Literal.TRUE) ? "" : of(set.called());
            return "setval("
                    + sequence(set.sequence())
                    + ", "
                    + of(set.value())
                    + (called.isEmpty() ? ")" : ", " + called + ")");
        } else if (expression instanceof Expression.Cast cast) {
            return "CAST(" + of(cast.operand()) + " AS " + cast.typeName() + ")";
        } else if (expression instanceof Expression.SessionValue session) {
            return session(session.name());
        } else if (expression instanceof Expression.Literal literal) {
            return literal(literal);
        }
        return expression instanceof Expression.LastValue ? "lastval()" : "?";
    }

    /** Returns the label of a column without an alias: PostgreSQL's. */
    static String label(Expression expression) {
        if (expression instanceof Expression.NextValue) {
            return "nextval";
        } else if (expression instanceof Expression.CurrentValue) {
            return "currval";
        } else if (expression instanceof Expression.LastValue) {
            return "lastval";
        } else if (expression instanceof Expression.SetValue) {
            return "setval";
        } else if (expression instanceof Expression.SessionValue session) {
            return session.name();
        } else if (expression instanceof Expression.Cast cast) {
            String inner = label(cast.operand());
            boolean unnamed =
                    inner.equals(NO_LABEL)
                            || (cast.operand() instanceof Expression.Cast below
                                    && inner.equals(below.typeName()));
            return unnamed ? cast.typeName() : inner;
        }
        return NO_LABEL;
    }

    static String string(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String sequence(SequenceReference sequence) {
        return sequence instanceof SequenceReference.Named named
                ? string(named.name().toSql())
                : "?";
    }

    private static String session(String name) {
        return switch (name) {
            case "version", "now", "current_database" -> name + "()";
            default -> name;
        };
    }

    private static String literal(Expression.Literal literal) {
        Object value = literal.value();
        if (value instanceof String text) {
            return string(text);
        }
        if (value instanceof BigDecimal number) {
            return number.scale() > 0
                    ? number.toPlainString()
                    : number.unscaledValue() + "E" + -number.scale();
        }
        return String.valueOf(value).toUpperCase(Locale.ROOT);
    }
}
