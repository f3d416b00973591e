package io.nextval.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.sql.CreateSequence;
import io.nextval.sql.Parser;
import io.nextval.sql.QualifiedName;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

@Timeout(120)
final class CatalogQueriesTest {
    private static final int DIFFERENT_QUERIES = 2_000;
    private static final int LATE_CLASSES_MAX = 50;

    private final ListedCatalog catalog = new ListedCatalog();
    private final CatalogQueries queries = new CatalogQueries(catalog, Clock.systemUTC());

    @AfterEach
    void close() {
        queries.close();
    }

    private String run(String sql, String... parameters) throws Exception {
        return QueryTranscript.of(queries, sql, List.of(parameters));
    }

    @Test
    void asksOneGroupWhenSchemaAndNameAreGiven() throws Exception {
        run("SELECT * FROM pg_sequences WHERE sequencename = 'orders' AND schemaname = 'public'");
        run("SELECT * FROM nextval.sequences WHERE schema = ? AND name = ?", "shop", "baskets");
        run("SELECT * FROM orders");
        assertThat(catalog.asked)
                .containsExactly(
                        Set.of(new QualifiedName("public", "orders")),
                        Set.of(new QualifiedName("shop", "baskets")),
                        Set.of(new QualifiedName("public", "orders")));
    }

    @Test
    void asksForAllWhenOnlyOneUseOfAViewIsBounded() throws Exception {
        run(
                "SELECT count(*) FROM nextval.sequences WHERE schema = 'public' AND name = 'orders'"
                        + " UNION ALL SELECT count(*) FROM nextval.sequences");
        assertThat(catalog.asked).hasSize(1).containsOnlyNulls();
    }

    @Test
    void showsNodesGroupsAndSettingsWhenNoGroupAnswers() throws Exception {
        catalog.silent = true;
        for (String sql :
                List.of(
                        "SHOW NODES",
                        "SHOW GROUPS",
                        "SHOW SETTINGS",
                        "SELECT id FROM nextval.nodes",
                        "SELECT g.group_id, n.id FROM nextval.groups g JOIN nextval.nodes n ON"
                                + " g.leader = n.id")) {
            assertThat(run(sql)).as(sql).endsWith(" rows)");
        }
        assertThat(catalog.asked).isEmpty();
    }

    @Test
    void createStatementsMakeTheSameSequenceAgain() throws Exception {
        for (SequenceRow row : catalog.sequences(null).get(30, TimeUnit.SECONDS)) {
            CreateSequence create = (CreateSequence) Parser.parse(ShowQueries.createStatement(row));
            assertThat(create.name()).isEqualTo(new QualifiedName(row.schema(), row.name()));
            assertThat(create.options().resolve()).isEqualTo(row.definition());
        }
    }

    @Test
    void describesTheTypesOfColumnsAndParametersWithoutReading() throws Exception {
        Description description =
                queries.describe(
                        Parser.parse(
                                "SELECT name, ? AS given FROM nextval.sequences WHERE last_value >"
                                        + " ? AND schema LIKE ? LIMIT ?"),
                        ListedCatalog.SESSION);
        assertThat(description.columns().toString())
                .isEqualTo(
                        "[ResultColumn[label=name, typeName=text], ResultColumn[label=given,"
                                + " typeName=text]]");
        assertThat(description.parameterTypes().subList(0, 3))
                .containsExactly("text", "int8", "text");
        assertThat(description.parameterTypes().get(3)).startsWith("int");
        assertThat(catalog.asked).isEmpty();
    }

    @Test
    void differentQueriesLeaveNoClassesAndFewPlansBehind() throws Exception {
        queries.warmUp();
        for (int i = 0; i < 100; i++) {
            run(different(i));
        }
        long before = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        for (int i = 100; i < 100 + DIFFERENT_QUERIES; i++) {
            assertThat(run(different(i))).endsWith(" rows)");
        }
        long after = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        assertThat(after - before).isLessThan(LATE_CLASSES_MAX);
        assertThat(queries.engine().plans().size()).isLessThanOrEqualTo(QueryLimits.PLANS_MAX);
    }

    private static String different(int i) {
        return "SELECT name, last_value + "
                + i
                + ", CASE WHEN cycle THEN 'a"
                + i
                + "' ELSE lower(schema) END FROM nextval.sequences WHERE length(name) < "
                + (i + 100)
                + " AND name IN (SELECT sequencename FROM pg_sequences) ORDER BY 2 LIMIT "
                + (i + 1);
    }

    @Test
    void endsJoinsThatNeedTooMuchMemory() throws Exception {
        StringBuilder sql =
                new StringBuilder("SELECT count(*) FROM (SELECT DISTINCT a.column_name");
        for (char table = 'b'; table < 'g'; table++) {
            sql.append(" || ").append(table).append(".column_name");
        }
        sql.append(" FROM information_schema.columns a");
        for (char table = 'b'; table < 'g'; table++) {
            sql.append(", information_schema.columns ").append(table);
        }
        assertThat(run(sql + ") x")).matches("(?s)ERROR (54000|57014) .*");
    }

    @Test
    void endsResultsThatAreTooLarge() throws Exception {
        assertThat(
                        run(
                                "SELECT 1 FROM information_schema.columns a,"
                                        + " information_schema.columns b, nextval.groups c,"
                                        + " nextval.groups d"))
                .startsWith("ERROR 54000 the result has more than");
        assertThat(run("SELECT repeat(name, 1000000) FROM nextval.settings"))
                .startsWith("ERROR 54000 a text of the query would have");
    }
}
