package io.nextval.server.catalog;

import io.nextval.sql.Parser;
import io.nextval.sql.SqlException;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a statement gives, as text that a person can read. */
final class QueryTranscript {
    private QueryTranscript() {}

    /**
     * Runs a statement.
     *
     * @param parameters text of each parameter: a number, or anything else as a string
     */
    static String of(CatalogQueries queries, String sql, List<String> parameters) throws Exception {
        List<@Nullable Object> values = new ArrayList<>();
        for (String parameter : parameters) {
            values.add(
                    parameter.matches("-?[0-9]+") ? (Object) Long.valueOf(parameter) : parameter);
        }
        try {
            Result result =
                    queries.run(Parser.parse(sql), values, ListedCatalog.SESSION)
                            .get(20, TimeUnit.SECONDS);
            return rows(result);
        } catch (SqlException e) {
            return error(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SqlException problem) {
                return error(problem);
            }
            throw e;
        }
    }

    private static String rows(Result result) {
        StringBuilder text = new StringBuilder();
        text.append(
                        result.columns().stream()
                                .map(QueryTranscript::column)
                                .collect(Collectors.joining(" | ")))
                .append('\n');
        for (List<@Nullable Object> row : result.rows()) {
            text.append(
                            row.stream()
                                    .map(value -> value == null ? "NULL" : Casts.text(value))
                                    .collect(Collectors.joining(" | ")))
                    .append('\n');
        }
        return text.append('(').append(result.rows().size()).append(" rows)").toString();
    }

    private static String column(ResultColumn column) {
        return column.label() + " " + column.typeName();
    }

    private static String error(SqlException e) {
        return "ERROR "
                + e.sqlState()
                + " "
                + e.getMessage()
                + (e.position() == 0 ? "" : " (at " + e.position() + ")")
                + (e.hint().isEmpty() ? "" : "\nHINT " + e.hint());
    }
}
