package io.nextval.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import io.nextval.jdbc.NextvalDataSource;
import io.nextval.jdbc.NextvalDriver;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;

import javax.sql.DataSource;

/** URLs of Nextval need no driver-class-name, and nothing else changes. */
@Timeout(60)
final class RecognisedUrlIT {
    private static final String URL = "jdbc:nextval:mem:RecognisedUrlIT";
    private static final String NAME = "spring.datasource.driver-class-name";
    private static final String DRIVER = NextvalDriver.class.getName();

    @Test
    void needsTheUrlOnly() {
        try (ConfigurableApplicationContext context =
                Application.start(List.of(), "spring.datasource.url=" + URL)) {
            HikariDataSource pool = context.getBean(HikariDataSource.class);
            assertThat(pool.getDriverClassName()).isEqualTo(DRIVER);
            assertThat(draw(context.getBean(JdbcClient.class))).isPositive();
        }
    }

    @Test
    void needsTheUrlOnlyForADataSourceOfAnotherName() {
        try (ConfigurableApplicationContext context =
                Application.start(
                        List.of(OfThisVersion.NamedDataSource.class),
                        "app.ids.datasource.url=" + URL)) {
            assertThat(draw(JdbcClient.create(context.getBean(DataSource.class)))).isPositive();
        }
    }

    @Test
    void takesTheUrlOfConnectionDetails() {
        try (ConfigurableApplicationContext context =
                Application.start(List.of(OfThisVersion.Details.class), "test.url=" + URL)) {
            assertThat(draw(context.getBean(JdbcClient.class))).isPositive();
        }
    }

    @Test
    void worksWithoutAPool() {
        try (ConfigurableApplicationContext context =
                Application.start(
                        List.of(),
                        "spring.datasource.url=" + URL,
                        "spring.datasource.type=" + NextvalDataSource.class.getName())) {
            assertThat(context.getBean(DataSource.class)).isInstanceOf(NextvalDataSource.class);
            assertThat(draw(context.getBean(JdbcClient.class))).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheUrlWhereverItIsSet(Place place) {
        try (ConfigurableApplicationContext context = place.start(false)) {
            assertThat(bound(context)).isEqualTo(DRIVER);
            assertThat(context.getEnvironment().getProperty(NAME)).isEqualTo(DRIVER);
            assertThat(context.getEnvironment().containsProperty(NAME)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesADriverThatIsNamedWhereverThatIs(Place place) {
        try (ConfigurableApplicationContext context = place.start(true)) {
            assertThat(bound(context)).isEqualTo(Place.OTHER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:nextval://n1:7650,n2:7650/public",
                "jdbc:nextval:embedded:/data",
                "jdbc:nextval:postgresql://db/app?nextval.cluster=n1&nextval.sequences=*",
                "jdbc:nextval:sqlserver://db;databaseName=app;nextval.cluster=n1"
            })
    void takesAllUrlsThatBeginAsOurs(String url) {
        try (ConfigurableApplicationContext context = Place.start(url)) {
            assertThat(bound(context)).isEqualTo(DRIVER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://db/app", "jdbc:tc:nextval:0.1.0:///", "jdbc:nextvalue:x"})
    void leavesOtherUrlsAlone(String url) {
        try (ConfigurableApplicationContext context = Place.start(url)) {
            assertThat(bound(context)).isEqualTo("none");
            assertThat(context.getEnvironment().containsProperty(NAME)).isFalse();
        }
    }

    private static String bound(ApplicationContext context) {
        return Binder.get(context.getEnvironment()).bind(NAME, String.class).orElse("none");
    }

    private static long draw(JdbcClient client) {
        client.sql("CREATE SEQUENCE IF NOT EXISTS orders").update();
        return client.sql("SELECT nextval('orders')").query(Long.class).single();
    }
}
