package io.nextval.spring;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.MutablePropertySources;

/**
 * Adds {@link DriverClassPropertySource} to the environment of a Spring Boot application. Called
 * once, by the thread that starts the application.
 *
 * <p>A listener, because the interface made for this purpose, EnvironmentPostProcessor, has moved
 * to another package in Spring Boot 4 and its old name goes: no single class can serve 3.5 and what
 * follows. The event of this listener is the same in all of them.
 */
public final class DriverClassListener
        implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {
    /** Called by Spring Boot. */
    public DriverClassListener() {}

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        MutablePropertySources sources = event.getEnvironment().getPropertySources();
        if (!sources.contains(DriverClassPropertySource.NAME)) {
            sources.addLast(new DriverClassPropertySource(event.getEnvironment()));
        }
    }
}
