package io.nextval.sql;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.StringJoiner;

/** Writes statements as canonical SQL, which parses back to an equal statement. */
public final class StatementText {
    private static final String EXPLAIN = "EXPLAIN ";

    private StatementText() {}

    /** Returns the statement's canonical text, without a trailing semicolon. */
    public static String of(Statement statement) {
        if (statement instanceof Select select) {
            return select(select);
        } else if (statement instanceof Query query) {
            return query.text();
        } else if (statement instanceof CreateSequence create) {
            String text = "CREATE SEQUENCE " + (create.ifNotExists() ? "IF NOT EXISTS " : "");
            return text + create.name().toSql() + options(create.options());
        } else if (statement instanceof AlterSequence alter) {
            return alter(alter);
        } else if (statement instanceof DropSequence drop) {
            List<String> names = drop.names().stream().map(QualifiedName::toSql).toList();
            return (drop.ifExists() ? "DROP SEQUENCE IF EXISTS " : "DROP SEQUENCE ")
                    + String.join(", ", names);
        } else if (statement instanceof CreateSchema create) {
            return (create.ifNotExists() ? "CREATE SCHEMA IF NOT EXISTS " : "CREATE SCHEMA ")
                    + Identifier.quoteIfNeeded(create.name());
        } else if (statement instanceof DropSchema drop) {
            List<String> names = drop.names().stream().map(Identifier::quoteIfNeeded).toList();
            return (drop.ifExists() ? "DROP SCHEMA IF EXISTS " : "DROP SCHEMA ")
                    + String.join(", ", names)
                    + (drop.cascade() ? " CASCADE" : "");
        } else if (statement instanceof CommentOnSequence comment) {
            String text = comment.comment();
            return "COMMENT ON SEQUENCE "
                    + comment.name().toSql()
                    + " IS "
                    + (text == null ? "NULL" : ExpressionText.string(text));
        } else if (statement instanceof AlterSequenceOwner alter) {
            return UserText.owner(alter);
        } else if (statement instanceof CreateUser create) {
            return UserText.create(create);
        } else if (statement instanceof AlterUser alter) {
            return UserText.alter(alter);
        } else if (statement instanceof DropUser drop) {
            return UserText.drop(drop);
        } else if (statement instanceof Grant grant) {
            return UserText.grant(grant);
        } else if (statement instanceof Show show) {
            return show(show);
        } else if (statement instanceof ShowVariable show) {
            return "SHOW "
                    + (show.name().equals("all") ? "ALL" : SessionText.variable(show.name()));
        } else if (statement instanceof Session session) {
            return SessionText.of(session);
        }
        return explain(((Explain) statement).statement());
    }

    /** A query keeps its offsets: EXPLAIN goes into the space before it, if there is room. */
    private static String explain(Statement statement) {
        String text = of(statement);
        int blank = 0;
        while (blank < text.length() && text.charAt(blank) == ' ') {
            blank++;
        }
        return blank < EXPLAIN.length()
                ? EXPLAIN + text.substring(blank)
                : text.substring(0, blank - EXPLAIN.length()) + EXPLAIN + text.substring(blank);
    }

    private static String alter(AlterSequence alter) {
        AlterSequence.Restart restart = alter.restart();
        boolean nothing = alter.options().equals(SequenceOptions.NONE) && restart == null;
        return "ALTER SEQUENCE "
                + (alter.ifExists() ? "IF EXISTS " : "")
                + alter.name().toSql()
                + (nothing ? " OWNED BY NONE" : options(alter.options()))
                + (restart == null ? "" : " RESTART")
                + (restart == null || restart.value() == null ? "" : " WITH " + restart.value());
    }

    private static String options(SequenceOptions options) {
        StringBuilder text = new StringBuilder();
        if (options.dataType() != null) {
            text.append(" AS ").append(options.dataType().sqlName());
        }
        if (options.start() != null) {
            text.append(" START WITH ").append(options.start());
        }
        if (options.increment() != null) {
            text.append(" INCREMENT BY ").append(options.increment());
        }
        bound(text, "MINVALUE", options.minValue());
        bound(text, "MAXVALUE", options.maxValue());
        if (options.cycle() != null) {
            text.append(options.cycle() ? " CYCLE" : " NO CYCLE");
        }
        if (options.cache() != null) {
            text.append(options.cache() == 1 ? " NO CACHE" : " CACHE " + options.cache());
        }
        if (options.ordered() != null) {
            text.append(options.ordered() ? " ORDER" : " NOORDER");
        }
        return text.toString();
    }

    private static void bound(
            StringBuilder text, String option, SequenceOptions.@Nullable Bound bound) {
        if (bound != null) {
            text.append(
                    bound.value() == null ? " NO " + option : " " + option + " " + bound.value());
        }
    }

    private static String show(Show show) {
        String name = show.name() == null ? "" : show.name().toSql();
        String text =
                switch (show.what()) {
                    case CREATE_SEQUENCE -> "SHOW CREATE SEQUENCE " + name;
                    case DESCRIBE -> "DESCRIBE " + name;
                    case GRANTS -> "SHOW GRANTS" + (name.isEmpty() ? "" : " ON SEQUENCE " + name);
                    case SEQUENCES -> "SHOW SEQUENCES" + (name.isEmpty() ? "" : " FROM " + name);
                    default -> "SHOW " + show.what().name();
                };
        String pattern = show.pattern();
        return pattern == null ? text : text + " LIKE " + ExpressionText.string(pattern);
    }

    private static String select(Select select) {
        StringJoiner items = new StringJoiner(", ");
        for (SelectItem item : select.items()) {
            String text = ExpressionText.of(item.expression());
            boolean plain = item.label().equals(ExpressionText.label(item.expression()));
            items.add(plain ? text : text + " AS " + Identifier.quoteIfNeeded(item.label()));
        }
        if (select.rows() instanceof RowSource.Series series) {
            List<String> bounds =
                    List.of(ExpressionText.of(series.from()), ExpressionText.of(series.to()));
            return "SELECT " + items + " FROM generate_series(" + String.join(", ", bounds) + ")";
        }
        return "SELECT " + items;
    }
}
