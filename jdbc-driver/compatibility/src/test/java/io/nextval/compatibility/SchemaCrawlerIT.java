package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import schemacrawler.inclusionrule.IncludeAll;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Schema;
import schemacrawler.schemacrawler.InformationSchemaKey;
import schemacrawler.schemacrawler.InformationSchemaViewsBuilder;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.schemacrawler.SchemaRetrievalOptions;
import schemacrawler.schemacrawler.SchemaRetrievalOptionsBuilder;
import schemacrawler.tools.options.ConfigUtility;
import schemacrawler.tools.utility.SchemaCrawlerUtility;

import us.fatehi.utility.datasource.DatabaseConnectionSources;

import java.math.BigInteger;
import java.sql.SQLException;

/** SchemaCrawler, which asks for everything that DatabaseMetaData has. */
@Timeout(60)
final class SchemaCrawlerIT {
    private static final DriverManagerDataSource SOURCE =
            new DriverManagerDataSource("jdbc:nextval:mem:SchemaCrawlerIT");

    /** The view of the standard, as SchemaCrawler's plug-ins for other databases ask for it. */
    private static final String SEQUENCES =
            "SELECT SEQUENCE_CATALOG, SEQUENCE_SCHEMA, SEQUENCE_NAME, INCREMENT, START_VALUE,"
                    + " MINIMUM_VALUE, MAXIMUM_VALUE, CYCLE_OPTION"
                    + " FROM INFORMATION_SCHEMA.SEQUENCES";

    @BeforeAll
    static void createSequences() throws SQLException {
        Sql.execute(SOURCE, "CREATE SCHEMA shop");
        Sql.execute(SOURCE, "CREATE SEQUENCE shop.orders START 10 INCREMENT 5 MAXVALUE 90 CYCLE");
    }

    @Test
    void findsTheSchemasWithEverythingItCanAskFor() {
        Catalog catalog = SchemaCrawlerUtility.getCatalog(source(), everything());

        assertThat(catalog.getSchemas())
                .extracting(Schema::getName)
                .contains("public", "shop", "information_schema", "pg_catalog");
        assertThat(catalog.getDatabaseInfo().getDatabaseProductName()).isEqualTo("Nextval");
        assertThat(catalog.getJdbcDriverInfo().getDriverName()).contains("Nextval");
        assertThat(catalog.getColumnDataTypes()).isNotEmpty();
    }

    @Test
    void findsSequencesThroughTheInformationSchema() {
        SchemaRetrievalOptions retrieval =
                SchemaRetrievalOptionsBuilder.builder()
                        .withInformationSchemaViews(
                                InformationSchemaViewsBuilder.builder()
                                        .withSql(InformationSchemaKey.SEQUENCES, SEQUENCES)
                                        .toOptions())
                        .toOptions();
        Catalog catalog =
                SchemaCrawlerUtility.getCatalog(
                        source(), retrieval, everything(), ConfigUtility.newConfig());

        assertThat(catalog.getSequences())
                .filteredOn(sequence -> sequence.getName().equals("orders"))
                .singleElement()
                .satisfies(
                        orders -> {
                            assertThat(orders.getSchema().getName()).isEqualTo("shop");
                            assertThat(orders.getStartValue()).isEqualTo(BigInteger.TEN);
                            assertThat(orders.getIncrement()).isEqualTo(5);
                            assertThat(orders.getMaximumValue()).isEqualTo(BigInteger.valueOf(90));
                            assertThat(orders.isCycle()).isTrue();
                        });
    }

    private static us.fatehi.utility.datasource.DatabaseConnectionSource source() {
        return DatabaseConnectionSources.fromDataSource(SOURCE);
    }

    private static SchemaCrawlerOptions everything() {
        return SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(
                        LimitOptionsBuilder.builder()
                                .includeSequences(new IncludeAll())
                                .toOptions())
                .withLoadOptions(
                        LoadOptionsBuilder.builder()
                                .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                                .toOptions());
    }
}
