package io.nextval.sql;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Statements of every kind that the parser can give, with awkward names and numbers. */
final class AnyStatement {
    private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);
    private static final Arbitrary<Long> NUMBERS = Arbitraries.longs();
    private static final Arbitrary<String> TEXTS =
            Arbitraries.strings()
                    .withCharRange('a', 'z')
                    .withChars("AZ_$09 .;?[](){}`\"'-/*\n\täж世")
                    .ofMaxLength(20);

    private static final Arbitrary<String> NAMES =
            Arbitraries.oneOf(
                    TEXTS.filter(name -> !name.isEmpty() && name.indexOf('\n') < 0),
                    Arbitraries.of(
                            "order", "next", "value", "if", "user", "nextval", "dual", "as"));

    private static final Arbitrary<QualifiedName> QUALIFIED =
            Combinators.combine(NAMES.injectNull(0.5), NAMES).as(QualifiedName::new);

    private AnyStatement() {}

    static Arbitrary<Statement> any() {
        return Arbitraries.oneOf(
                definitions(),
                users(),
                selects(),
                sessions().map(s -> (Statement) s),
                lists(),
                queries());
    }

    private static Arbitrary<Statement> definitions() {
        Arbitrary<List<QualifiedName>> sequences = QUALIFIED.list().ofMinSize(1).ofMaxSize(3);
        Arbitrary<List<String>> schemas = NAMES.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                Combinators.combine(QUALIFIED, FLAGS, options()).as(CreateSequence::new),
                Combinators.combine(
                                QUALIFIED,
                                FLAGS,
                                options(),
                                NUMBERS.injectNull(0.3)
                                        .map(AlterSequence.Restart::new)
                                        .injectNull(0.5))
                        .as(AlterSequence::new),
                Combinators.combine(sequences, FLAGS).as(DropSequence::new),
                Combinators.combine(NAMES, FLAGS).as(CreateSchema::new),
                Combinators.combine(schemas, FLAGS, FLAGS).as(DropSchema::new),
                Combinators.combine(QUALIFIED, TEXTS.injectNull(0.2)).as(CommentOnSequence::new));
    }

    private static Arbitrary<Statement> users() {
        Arbitrary<String> names =
                NAMES.filter(n -> !n.startsWith("pg_") && !n.equals("public") && !n.equals("none"));
        Arbitrary<UserReference> users =
                Arbitraries.oneOf(
                        names.map(UserReference::of), Arbitraries.of(UserReference.CURRENT_USER));
        Arbitrary<List<UserReference>> grantees =
                Arbitraries.oneOf(users, Arbitraries.of(UserReference.PUBLIC))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3);
        Arbitrary<UserOptions> options =
                Combinators.combine(
                                FLAGS.injectNull(0.5),
                                TEXTS.injectNull(0.2).map(Password::new).injectNull(0.5))
                        .as(UserOptions::new);
        Arbitrary<Grant.Target> sequences =
                QUALIFIED.list().ofMinSize(1).ofMaxSize(3).map(Grant.Sequences::new);
        Arbitrary<Grant.Target> schemas =
                NAMES.list().ofMinSize(1).ofMaxSize(3).map(Grant.Schemas::new);
        Arbitrary<Grant.Target> all =
                NAMES.list().ofMinSize(1).ofMaxSize(3).map(Grant.AllSequences::new);
        return Arbitraries.oneOf(
                Combinators.combine(names, options).as(CreateUser::new),
                Combinators.combine(users, options).as(AlterUser::new),
                Combinators.combine(names.list().ofMinSize(1).ofMaxSize(3), FLAGS)
                        .as(DropUser::new),
                Combinators.combine(QUALIFIED, FLAGS, users).as(AlterSequenceOwner::new),
                grants(sequences, Privilege.OF_SEQUENCES, grantees),
                grants(all, Privilege.OF_SEQUENCES, grantees),
                grants(schemas, Privilege.OF_SCHEMAS, grantees));
    }

    private static Arbitrary<Statement> grants(
            Arbitrary<Grant.Target> targets,
            Set<Privilege> all,
            Arbitrary<List<UserReference>> grantees) {
        Arbitrary<Set<Privilege>> privileges = Arbitraries.of(all).set().ofMinSize(1);
        return Combinators.combine(FLAGS, privileges, targets, grantees).as(Grant::new);
    }

    private static Arbitrary<SequenceOptions> options() {
        Arbitrary<SequenceOptions.Bound> bounds =
                NUMBERS.injectNull(0.3).map(SequenceOptions.Bound::new);
        return Combinators.combine(
                        Arbitraries.of(DataType.class).injectNull(0.5),
                        NUMBERS.injectNull(0.5),
                        NUMBERS.injectNull(0.5),
                        bounds.injectNull(0.5),
                        bounds.injectNull(0.5),
                        FLAGS.injectNull(0.5),
                        NUMBERS.injectNull(0.5),
                        FLAGS.injectNull(0.5))
                .as(SequenceOptions::new);
    }

    private static Arbitrary<Statement> lists() {
        Arbitrary<String> patterns = TEXTS.injectNull(0.5);
        Arbitrary<QualifiedName> schema =
                NAMES.map(name -> new QualifiedName(null, name)).injectNull(0.5);
        return Arbitraries.oneOf(
                Combinators.combine(schema, patterns)
                        .as((name, like) -> new Show(Show.What.SEQUENCES, name, like)),
                Combinators.combine(
                                Arbitraries.of(
                                        Show.What.SCHEMAS, Show.What.SETTINGS, Show.What.USERS),
                                patterns)
                        .as((what, like) -> new Show(what, null, like)),
                QUALIFIED.injectNull(0.5).map(name -> new Show(Show.What.GRANTS, name, null)),
                Arbitraries.of(Show.What.NODES, Show.What.GROUPS)
                        .map(what -> new Show(what, null, null)),
                Combinators.combine(
                                Arbitraries.of(Show.What.CREATE_SEQUENCE, Show.What.DESCRIBE),
                                QUALIFIED)
                        .as((what, name) -> new Show(what, name, null)),
                variables().map(ShowVariable::new));
    }

    /** Names of variables are in lower case, and none is near the name of a list. */
    private static Arbitrary<String> variables() {
        return Arbitraries.of(
                "all", "search_path", "timezone", "application_name", "app.tenant", "odd name.x");
    }

    private static Arbitrary<Session> sessions() {
        Arbitrary<SessionAction> modes =
                Arbitraries.of(
                        new SessionAction(
                                SessionAction.Kind.SET_TRANSACTION, "isolation", "serializable"),
                        new SessionAction(
                                SessionAction.Kind.SET_TRANSACTION, "isolation", "read committed"),
                        new SessionAction(SessionAction.Kind.SET_TRANSACTION, "read_only", "on"),
                        new SessionAction(SessionAction.Kind.SET_TRANSACTION, "read_only", "off"),
                        new SessionAction(SessionAction.Kind.NONE, "DEFERRABLE", null));
        SessionAction begin = new SessionAction(SessionAction.Kind.BEGIN, "", null);
        Arbitrary<SessionAction> single =
                Arbitraries.oneOf(
                        Arbitraries.of(
                                        SessionAction.Kind.BEGIN,
                                        SessionAction.Kind.COMMIT,
                                        SessionAction.Kind.ROLLBACK,
                                        SessionAction.Kind.DISCARD_SEQUENCES,
                                        SessionAction.Kind.DISCARD_ALL)
                                .map(kind -> new SessionAction(kind, "", null)),
                        Combinators.combine(variables().filter(v -> !v.equals("all")), TEXTS)
                                .as((v, t) -> new SessionAction(SessionAction.Kind.SET, v, t)),
                        variables().map(v -> new SessionAction(SessionAction.Kind.RESET, v, null)),
                        Combinators.combine(
                                        Arbitraries.of("SAVEPOINT", "RELEASE", "ROLLBACK TO"),
                                        NAMES)
                                .as((c, n) -> new SessionAction(SessionAction.Kind.NONE, c, n)));
        return Arbitraries.oneOf(
                        single.map(List::of),
                        modes.list().ofMinSize(1).ofMaxSize(3),
                        modes.list().ofMinSize(1).ofMaxSize(3).map(list -> with(begin, list)),
                        Arbitraries.of(SessionAction.Kind.COMMIT, SessionAction.Kind.ROLLBACK)
                                .map(kind -> List.of(new SessionAction(kind, "", null), begin)))
                .map(Session::new);
    }

    private static List<SessionAction> with(SessionAction first, List<SessionAction> others) {
        List<SessionAction> actions = new ArrayList<>();
        actions.add(first);
        actions.addAll(others);
        return actions;
    }

    private static Arbitrary<Statement> selects() {
        Arbitrary<SelectItem> items =
                Combinators.combine(expressions(), NAMES.injectNull(0.5))
                        .as(
                                (expression, label) ->
                                        new SelectItem(
                                                label == null
                                                        ? ExpressionText.label(expression)
                                                        : label,
                                                expression));
        Arbitrary<RowSource> rows =
                Arbitraries.oneOf(
                        Arbitraries.just(new RowSource.SingleRow()),
                        Combinators.combine(NUMBERS, NUMBERS)
                                .as(
                                        (from, to) ->
                                                new RowSource.Series(
                                                        Expression.Literal.ofInteger(from),
                                                        Expression.Literal.ofInteger(to))));
        return Combinators.combine(items.list().ofMinSize(1).ofMaxSize(4), rows)
                .as((columns, source) -> numbered(columns, source));
    }

    /** Parameters are numbered in the order of the text, which the generator does not know. */
    private static Statement numbered(List<SelectItem> items, RowSource rows) {
        int parameters = 0;
        List<SelectItem> numbered = new ArrayList<>();
        for (SelectItem item : items) {
            Expression expression = item.expression();
            if (expression instanceof Expression.Parameter) {
                parameters++;
                expression = new Expression.Parameter(parameters);
            } else if (expression instanceof Expression.NextValue next
                    && next.sequence() instanceof SequenceReference.Argument) {
                parameters++;
                expression = new Expression.NextValue(new SequenceReference.Argument(parameters));
            }
            numbered.add(new SelectItem(item.label(), expression));
        }
        return new Select(numbered, rows, parameters);
    }

    private static Arbitrary<Expression> expressions() {
        Arbitrary<SequenceReference> sequences = QUALIFIED.map(SequenceReference.Named::new);
        Arbitrary<Expression> simple =
                Arbitraries.oneOf(
                        sequences.map(Expression.NextValue::new),
                        sequences.map(Expression.CurrentValue::new),
                        Arbitraries.just(new Expression.LastValue()),
                        Combinators.combine(sequences, NUMBERS, FLAGS)
                                .as(
                                        (sequence, value, called) ->
                                                new Expression.SetValue(
                                                        sequence,
                                                        Expression.Literal.ofInteger(value),
                                                        new Expression.Literal(called, "bool"))),
                        NUMBERS.map(Expression.Literal::ofInteger),
                        TEXTS.map(text -> new Expression.Literal(text, "text")),
                        FLAGS.map(flag -> new Expression.Literal(flag, "bool")),
                        Arbitraries.just(new Expression.Literal(null, "text")),
                        Combinators.combine(NUMBERS, Arbitraries.integers().between(-20, 20))
                                .as((unscaled, scale) -> decimal(unscaled, scale)),
                        Arbitraries.of(
                                        "version",
                                        "current_user",
                                        "session_user",
                                        "user",
                                        "current_schema",
                                        "current_catalog",
                                        "current_database",
                                        "now")
                                .map(Expression.SessionValue::new));
        Arbitrary<Expression> casts =
                Combinators.combine(
                                simple,
                                Arbitraries.of(
                                        "int2",
                                        "int4",
                                        "int8",
                                        "numeric",
                                        "float8",
                                        "text",
                                        "bool",
                                        "timestamptz"))
                        .as(Expression.Cast::new);
        return Arbitraries.oneOf(
                simple,
                casts,
                Arbitraries.just(new Expression.Parameter(0)),
                Arbitraries.just(new Expression.NextValue(new SequenceReference.Argument(0))));
    }

    /** With a scale of 0 it would be an integer, when written with digits alone. */
    private static Expression decimal(long unscaled, int scale) {
        return new Expression.Literal(BigDecimal.valueOf(unscaled, scale), "numeric");
    }

    private static Arbitrary<Statement> queries() {
        return Combinators.combine(
                        Arbitraries.of("SELECT * FROM t", "TABLE t", "SELECT 1 + 1", "VALUES 1, 2"),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of("", " ORDER BY 1", " LIMIT ?"))
                .as(
                        (text, blank, end) ->
                                new Query(
                                        " ".repeat(blank) + text + end, end.endsWith("?") ? 1 : 0));
    }
}
