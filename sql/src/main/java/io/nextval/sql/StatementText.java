package io.nextval.sql;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes statements as canonical SQL, which parses back to an equal statement. */
public final class StatementText {

    private StatementText() {}

    /** Returns the statement's canonical text, without a trailing semicolon. */
    public static String of(Statement statement) {
        if (statement instanceof CreateSequence create) {
            return create(create);
        } else if (statement instanceof DropSequence drop) {
            return drop(drop);
        } else if (statement instanceof Select select) {
            return select(select);
        }
        throw new AssertionError(statement);
    }

    /** Returns the label of a column without an alias. */
    static String defaultLabel(Expression expression) {
        return expression instanceof Expression.NextValue ? "nextval" : "?column?";
    }

    private static String create(CreateSequence create) {
        StringJoiner text = new StringJoiner(" ");
        text.add(create.ifNotExists() ? "CREATE SEQUENCE IF NOT EXISTS" : "CREATE SEQUENCE");
        text.add(create.name().toSql());
        SequenceOptions options = create.options();
        if (options.dataType() != null) {
            text.add("AS").add(options.dataType().sqlName());
        }
        if (options.start() != null) {
            text.add("START WITH").add(options.start().toString());
        }
        if (options.increment() != null) {
            text.add("INCREMENT BY").add(options.increment().toString());
        }
        bound(text, "MINVALUE", options.minValue());
        bound(text, "MAXVALUE", options.maxValue());
        if (options.cycle() != null) {
            text.add(options.cycle() ? "CYCLE" : "NO CYCLE");
        }
        if (options.cache() != null) {
            text.add(options.cache() == 1 ? "NO CACHE" : "CACHE " + options.cache());
        }
        if (options.ordered() != null) {
            text.add(options.ordered() ? "ORDER" : "NOORDER");
        }
        return text.toString();
    }

    private static void bound(
            StringJoiner text, String option, SequenceOptions.@Nullable Bound bound) {
        if (bound != null) {
            text.add(bound.value() == null ? "NO " + option : option + " " + bound.value());
        }
    }

    private static String drop(DropSequence drop) {
        StringJoiner names = new StringJoiner(", ");
        for (QualifiedName name : drop.names()) {
            names.add(name.toSql());
        }
        return (drop.ifExists() ? "DROP SEQUENCE IF EXISTS " : "DROP SEQUENCE ") + names;
    }

    private static String select(Select select) {
        StringJoiner items = new StringJoiner(", ");
        for (SelectItem item : select.items()) {
            String text = expression(item.expression());
            boolean plain = item.label().equals(defaultLabel(item.expression()));
            items.add(plain ? text : text + " AS " + Identifier.quoteIfNeeded(item.label()));
        }
        if (select.rows() instanceof RowSource.Series series) {
            List<String> bounds = List.of(expression(series.from()), expression(series.to()));
            return "SELECT " + items + " FROM generate_series(" + String.join(", ", bounds) + ")";
        }
        return "SELECT " + items;
    }

    private static String expression(Expression expression) {
        if (expression instanceof Expression.NextValue next) {
            return "nextval(" + string(next.sequence().toSql()) + ")";
        } else if (expression instanceof Expression.Literal literal) {
            Object value = literal.value();
            if (value instanceof String text) {
                return string(text);
            }
            return String.valueOf(value).toUpperCase(Locale.ROOT);
        }
        return "?";
    }

    private static String string(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
