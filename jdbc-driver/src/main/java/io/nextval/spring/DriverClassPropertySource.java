package io.nextval.spring;

import io.nextval.jdbc.NextvalDriver;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * A property source in which {@code X.driver-class-name} is Nextval's driver wherever {@code X.url}
 * is one of its URLs and no other source names a driver: for {@code spring.datasource} and for any
 * other prefix alike. Any thread.
 *
 * <p>The URL is looked up when the driver is asked for, and not before, as it may come late: from a
 * {@code @PropertySource}, or from a test's {@code @DynamicPropertySource} with a port that a
 * container has only once it runs. For the same reason the names are not listed by what the URLs
 * are. Spring Boot's binder asks for each property of a data source by its name, so that the list
 * need not be complete; it holds the one that everybody knows, for {@code /actuator/env}.
 */
final class DriverClassPropertySource extends EnumerablePropertySource<Object> {
    static final String NAME = "nextvalDriverClass";
    private static final String DRIVER_CLASS = ".driver-class-name";
    private static final String URL = ".url";
    private static final String OURS = "jdbc:nextval:";
    private static final String COMMON_NAME = "spring.datasource" + DRIVER_CLASS;

    /** Not the source of super: Spring Boot takes an environment there for a nest of sources. */
    private final ConfigurableEnvironment environment;

    DriverClassPropertySource(ConfigurableEnvironment environment) {
        super(NAME);
        this.environment = environment;
    }

    @Override
    public String[] getPropertyNames() {
        return new String[] {COMMON_NAME};
    }

    @Override
    public boolean containsProperty(String name) {
        return getProperty(name) != null;
    }

    @Override
    public @Nullable String getProperty(String name) {
        if (!name.endsWith(DRIVER_CLASS)) {
            return null;
        }
        String prefix = name.substring(0, name.length() - DRIVER_CLASS.length());
        String url = environment.getProperty(prefix + URL);
        if (url == null || !url.startsWith(OURS) || isSetElsewhere(name)) {
            return null;
        }
        return NextvalDriver.class.getName();
    }

    /** Also by sources that come after this one, and in any of the ways to write a name. */
    private boolean isSetElsewhere(String text) {
        ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(text);
        if (name == null) {
            return false;
        }
        for (PropertySource<?> each : environment.getPropertySources()) {
            if (each.equals(this)
                    || ConfigurationPropertySources.isAttachedConfigurationPropertySource(each)) {
                continue;
            }
            ConfigurationPropertySource other = ConfigurationPropertySource.from(each);
            if (other != null && other.getConfigurationProperty(name) != null) {
                return true;
            }
        }
        return false;
    }
}
