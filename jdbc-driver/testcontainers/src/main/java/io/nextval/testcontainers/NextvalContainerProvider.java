package io.nextval.testcontainers;

import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.containers.JdbcDatabaseContainerProvider;
import org.testcontainers.jdbc.ConnectionUrl;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What makes {@code jdbc:tc:nextval:0.1.0:///public} work; found by Testcontainers as a service,
 * and not called by programs. {@code user} and {@code password} of the URL are those that the
 * container gets, by default {@code nextval} and {@code nextval}; {@code TC_INITSCRIPT}, {@code
 * TC_INITFUNCTION}, {@code TC_DAEMON} and {@code TC_REUSABLE} are those of Testcontainers.
 */
public final class NextvalContainerProvider extends JdbcDatabaseContainerProvider {
    private static final String NAME = "nextval";

    @Override
    public boolean supports(String databaseType) {
        return databaseType.equals(NAME);
    }

    @Override
    public JdbcDatabaseContainer<?> newInstance() {
        return newInstance(NextvalContainer.DEFAULT_TAG);
    }

    @Override
    public JdbcDatabaseContainer<?> newInstance(String tag) {
        return new NextvalContainer(NextvalContainer.IMAGE_NAME.withTag(tag));
    }

    @Override
    public JdbcDatabaseContainer<?> newInstance(ConnectionUrl url) {
        JdbcDatabaseContainer<?> container = super.newInstance(url);
        url.getDatabaseName()
                .map(NextvalContainerProvider::decode)
                .ifPresent(container::withDatabaseName);
        String user = url.getQueryParameters().get("user");
        if (user != null) {
            container.withUsername(decode(user));
        }
        String password = url.getQueryParameters().get("password");
        if (password != null) {
            container.withPassword(decode(password));
        }
        return container;
    }

    /** As the driver reads what stands in a URL: a plus is a plus. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
