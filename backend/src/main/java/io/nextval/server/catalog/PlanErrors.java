package io.nextval.server.catalog;

import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.validate.SqlValidatorException;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calcite's errors in PostgreSQL's words. A message that is not known here becomes "not supported"
 * with a place, since Calcite's own words speak of things that a user never sees.
 */
final class PlanErrors {

    /** A message of Calcite's, and ours, in which {@code $n} are its parts. */
    private record Rule(Pattern pattern, String sqlState, String message, String hint) {}

    private static final List<Rule> RULES =
            List.of(
                    rule(
                            "Column '(.*)' not found in any table(?:; did you mean '(.*)'\\?)?",
                            SqlStates.UNDEFINED_COLUMN,
                            "column \"$1\" does not exist",
                            ""),
                    rule(
                            "Column '(.*)' not found in table '(.*?)'(?:; did you mean.*)?",
                            SqlStates.UNDEFINED_COLUMN,
                            "column $2.$1 does not exist",
                            ""),
                    rule(
                            "Table '(.*?)' not found(?:; did you mean.*)?",
                            SqlStates.UNDEFINED_TABLE,
                            "missing FROM-clause entry for table \"$1\"",
                            ""),
                    rule(
                            "Object '(.*?)' not found(?:; did you mean.*)?",
                            SqlStates.UNDEFINED_TABLE,
                            "relation \"$1\" does not exist",
                            ""),
                    rule(
                            "Object '(.*?)' not found within '(.*?)'(?:; did you mean.*)?",
                            SqlStates.UNDEFINED_TABLE,
                            "relation \"$2.$1\" does not exist",
                            ""),
                    rule(
                            "Column '(.*)' is ambiguous",
                            SqlStates.AMBIGUOUS_COLUMN,
                            "column reference \"$1\" is ambiguous",
                            "write table.column"),
                    rule(
                            "Duplicate relation name '(.*)' in FROM clause",
                            SqlStates.DUPLICATE_ALIAS,
                            "table name \"$1\" specified more than once",
                            "give one of them an alias"),
                    rule(
                            "Unknown (?:identifier|datatype name) '(.*)'",
                            SqlStates.UNDEFINED_OBJECT,
                            "type \"$1\" does not exist",
                            ""),
                    rule(
                            "Expression '(.*)' is not being grouped",
                            SqlStates.GROUPING_ERROR,
                            "\"$1\" must appear in the GROUP BY clause or be used in an aggregate"
                                    + " function",
                            ""),
                    rule(
                            "Expression '(.*)' is not in the select clause",
                            SqlStates.INVALID_COLUMN_REFERENCE,
                            "for SELECT DISTINCT, ORDER BY expressions must appear in select list",
                            ""),
                    rule(
                            "Aggregate expression is illegal in ORDER BY clause .*",
                            SqlStates.GROUPING_ERROR,
                            "aggregate functions are not allowed in ORDER BY without GROUP BY",
                            ""),
                    rule(
                            "(?:Windowed a|A)ggregate expression is illegal in (.*) clause",
                            SqlStates.GROUPING_ERROR,
                            "aggregate functions are not allowed in $1",
                            ""),
                    rule(
                            "Aggregate expressions cannot be nested",
                            SqlStates.GROUPING_ERROR,
                            "aggregate function calls cannot be nested",
                            ""),
                    rule(
                            "FILTER must not contain aggregate expression",
                            SqlStates.GROUPING_ERROR,
                            "aggregate functions are not allowed in FILTER",
                            ""),
                    rule(
                            "(.*) clause must be a condition",
                            SqlStates.DATATYPE_MISMATCH,
                            "argument of $1 must be type boolean",
                            ""),
                    rule(
                            "Expected a boolean type",
                            SqlStates.DATATYPE_MISMATCH,
                            "argument of CASE/WHEN must be type boolean",
                            ""),
                    rule(
                            "Illegal mixing of types in CASE or COALESCE statement",
                            SqlStates.DATATYPE_MISMATCH,
                            "the results of CASE or COALESCE cannot be matched to one type",
                            "add casts, as in CAST(x AS text)"),
                    rule(
                            "Column count mismatch in (.*)",
                            SqlStates.SYNTAX_ERROR,
                            "each $1 query must have the same number of columns",
                            ""),
                    rule(
                            "Type mismatch in column (\\d+) of (.*)",
                            SqlStates.DATATYPE_MISMATCH,
                            "$2 types of column $1 cannot be matched",
                            "add casts, as in CAST(x AS text)"),
                    rule(
                            "(?:Values (?:passed to (.*) operator|in expression list) must have"
                                    + " compatible types)",
                            SqlStates.DATATYPE_MISMATCH,
                            "the types of a list of values cannot be matched",
                            "add casts, as in CAST(x AS text)"),
                    rule(
                            "Cannot compare values of types '(.*)', '(.*)'",
                            SqlStates.UNDEFINED_FUNCTION,
                            "operator does not exist: $1 = $2",
                            "add a cast to one side, as in CAST(x AS text)"),
                    rule(
                            "Cast function cannot convert value of type (.*) to type (.*)",
                            SqlStates.CANNOT_CAST,
                            "cannot cast type $1 to $2",
                            ""),
                    rule(
                            "Ordinal out of range",
                            SqlStates.INVALID_COLUMN_REFERENCE,
                            "the position in ORDER BY or GROUP BY is not in select list",
                            ""),
                    rule(
                            "Numeric literal '(.*)' out of range",
                            SqlStates.NUMBER_OUT_OF_RANGE,
                            "value \"$1\" is out of range",
                            ""),
                    rule(
                            "List of column aliases must have same degree as table; table has"
                                    + " (\\d+) columns .*, whereas alias list has (\\d+) columns",
                            SqlStates.INVALID_COLUMN_REFERENCE,
                            "table has $1 columns available but $2 columns specified",
                            ""),
                    rule(
                            "Duplicate name '(.*)' in column alias list",
                            SqlStates.DUPLICATE_ALIAS,
                            "column name \"$1\" specified more than once",
                            ""),
                    rule(
                            "SELECT \\* requires a FROM clause",
                            SqlStates.SYNTAX_ERROR,
                            "SELECT * with no tables specified is not valid",
                            ""),
                    rule(
                            "Only scalar sub-queries allowed in select list\\.",
                            SqlStates.SYNTAX_ERROR,
                            "subquery must return only one column",
                            ""),
                    rule(
                            "Column '(.*)' matched using NATURAL keyword or USING clause has"
                                    + " incompatible types: .*",
                            SqlStates.DATATYPE_MISMATCH,
                            "JOIN/USING types of column \"$1\" cannot be matched",
                            ""),
                    rule(
                            "Column name '(.*)' in NATURAL join or USING clause is not unique .*",
                            SqlStates.AMBIGUOUS_COLUMN,
                            "common column name \"$1\" appears more than once",
                            ""),
                    rule(
                            "DISTINCT/ALL not allowed with (.*) function",
                            SqlStates.DATATYPE_MISMATCH,
                            "DISTINCT specified, but $1 is not an aggregate function",
                            ""),
                    rule(
                            "(OVER|FILTER) must be applied to aggregate function",
                            SqlStates.DATATYPE_MISMATCH,
                            "$1 specified, but the function is not an aggregate function",
                            ""));

    private static final Pattern CANNOT_APPLY =
            Pattern.compile(
                    "Cannot apply '(.*?)' to arguments of type '(.*?)'\\. Supported form.*",
                    Pattern.DOTALL);

    private static final Pattern ARGUMENT_COUNT =
            Pattern.compile("Invalid number of arguments to function '(.*)'\\. Was expecting.*");

    private static final Pattern TYPE = Pattern.compile("<([A-Z_ ]+)(?:\\([^)]*\\))?[^<>]*>");

    private static final Pattern CALCITE_TYPE =
            Pattern.compile(
                    "\\b(BOOLEAN|SMALLINT|INTEGER|BIGINT|DECIMAL|DOUBLE|CHAR|VARCHAR|TIMESTAMP)\\b"
                            + "(?:\\([0-9, ]*\\))?(?: CHARACTER SET \"[^\"]*\")?(?: NOT NULL)?");

    private PlanErrors() {}

    static QueryException of(RuntimeException error) {
        CalciteContextException place = null;
        String message = null;
        int depth = 0;
        for (Throwable cause = error; cause != null && depth < 20; cause = cause.getCause()) {
            if (cause instanceof QueryException known) {
                return known;
            }
            if (cause instanceof CalciteContextException context) {
                place = context;
            } else if (cause instanceof CalciteException
                    || cause instanceof SqlValidatorException) {
                message = String.valueOf(cause.getMessage());
            }
            depth++;
        }
        int line = place == null ? 0 : place.getPosLine();
        int column = place == null ? 0 : place.getPosColumn();
        QueryException translated =
                message == null ? unknown(line, column) : translate(message, line, column);
        translated.addSuppressed(error);
        return translated;
    }

    private static QueryException translate(String message, int line, int column) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern.matcher(message);
            if (matcher.matches()) {
                String text = withTypeNames(fill(rule.message, matcher));
                return new QueryException(rule.sqlState, text, rule.hint, line, column);
            }
        }
        Matcher apply = CANNOT_APPLY.matcher(message);
        if (apply.matches()) {
            return cannotApply(apply.group(1), apply.group(2), line, column);
        }
        Matcher count = ARGUMENT_COUNT.matcher(message);
        if (count.matches()) {
            return new QueryException(
                    SqlStates.UNDEFINED_FUNCTION,
                    "function "
                            + count.group(1).toLowerCase(Locale.ROOT)
                            + " does not take this number of arguments",
                    "",
                    line,
                    column);
        }
        return unknown(line, column);
    }

    private static String fill(String template, Matcher matcher) {
        String text = template;
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String part = matcher.group(i);
            text = text.replace("$" + i, part == null ? "" : part);
        }
        return text;
    }

    /** Calcite's types, such as {@code DECIMAL(1000, 0) NOT NULL}, by their names. */
    private static String withTypeNames(String message) {
        Matcher types = CALCITE_TYPE.matcher(message);
        StringBuilder text = new StringBuilder();
        while (types.find()) {
            types.appendReplacement(text, Matcher.quoteReplacement(typeName(types.group(1))));
        }
        return types.appendTail(text).toString();
    }

    private static QueryException cannotApply(String operator, String call, int line, int column) {
        StringBuilder text = new StringBuilder();
        Matcher types = TYPE.matcher(call);
        while (types.find()) {
            types.appendReplacement(text, Matcher.quoteReplacement(typeName(types.group(1))));
        }
        types.appendTail(text);
        boolean function = call.startsWith(operator + "(");
        String what = function ? "function " : "operator does not exist: ";
        return new QueryException(
                SqlStates.UNDEFINED_FUNCTION,
                what
                        + (function ? text.toString().toLowerCase(Locale.ROOT) : text)
                        + (function ? " does not exist" : ""),
                "no function or operator matches these types; a cast may help",
                line,
                column);
    }

    private static String typeName(String calcite) {
        return switch (calcite.trim()) {
            case "CHAR", "VARCHAR" -> "text";
            case "DECIMAL" -> "numeric";
            case "DOUBLE", "FLOAT", "REAL" -> "double precision";
            case "NULL" -> "unknown";
            case "TIMESTAMP", "TIMESTAMP_WITH_LOCAL_TIME_ZONE" -> "timestamp with time zone";
            default -> calcite.trim().toLowerCase(Locale.ROOT);
        };
    }

    private static QueryException unknown(int line, int column) {
        return new QueryException(
                SqlStates.FEATURE_NOT_SUPPORTED,
                "a query of this form is not supported",
                "docs/sql.md lists what queries over the catalog may use",
                line,
                column);
    }

    private static Rule rule(String pattern, String sqlState, String message, String hint) {
        return new Rule(Pattern.compile(pattern, Pattern.DOTALL), sqlState, message, hint);
    }
}
