package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.containers.JdbcDatabaseContainerProvider;
import org.testcontainers.jdbc.ConnectionUrl;

import java.util.ServiceLoader;

/** What a URL makes of a container; none is started. */
@Timeout(60)
class NextvalContainerProviderTest {
    @Test
    void isFoundForItsUrlsAndForNoOthers() {
        assertThat(ServiceLoader.load(JdbcDatabaseContainerProvider.class))
                .filteredOn(provider -> provider.supports("nextval"))
                .singleElement()
                .isInstanceOf(NextvalContainerProvider.class);
        assertThat(new NextvalContainerProvider().supports("postgresql")).isFalse();
    }

    @Test
    void takesSchemaAndUserFromTheUrl() {
        JdbcDatabaseContainer<?> container =
                of("jdbc:tc:nextval:9.9:///order%20book?user=anna&password=1%2B1+1");
        assertThat(container.getDatabaseName()).isEqualTo("order book");
        assertThat(container.getUsername()).isEqualTo("anna");
        assertThat(container.getPassword()).isEqualTo("1+1+1");
    }

    @Test
    void takesDefaultsForWhatTheUrlDoesNotSay() {
        JdbcDatabaseContainer<?> container = of("jdbc:tc:nextval:///public");
        assertThat(NextvalContainer.DEFAULT_TAG).isEqualTo(System.getProperty("nextval.version"));
        assertThat(container.getDatabaseName()).isEqualTo("public");
        assertThat(container.getUsername()).isEqualTo("nextval");
        assertThat(container.getPassword()).isEqualTo("nextval");
    }

    private static JdbcDatabaseContainer<?> of(String url) {
        return new NextvalContainerProvider().newInstance(ConnectionUrl.newInstance(url));
    }
}
