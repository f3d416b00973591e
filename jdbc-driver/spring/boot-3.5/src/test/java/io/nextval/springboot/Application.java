package io.nextval.springboot;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An application that has what Spring Boot configures by itself, and what a test adds. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Application {
    private static final List<String> QUIET =
            List.of(
                    "--spring.main.banner-mode=off",
                    "--spring.main.register-shutdown-hook=false",
                    "--logging.level.root=warn");
    private static final List<String> LOCAL =
            List.of(
                    "--server.address=127.0.0.1",
                    "--server.port=0",
                    "--management.endpoint.health.show-details=always");

    /** Starts without a web server; settings are {@code key=value}. */
    static ConfigurableApplicationContext start(List<Class<?>> more, String... settings) {
        return builder(more).web(WebApplicationType.NONE).run(arguments(List.of(), settings));
    }

    /** Starts with a web server on a free port. */
    static ConfigurableApplicationContext startWeb(List<Class<?>> more, String... settings) {
        return builder(more).run(arguments(LOCAL, settings));
    }

    private static SpringApplicationBuilder builder(List<Class<?>> more) {
        List<Class<?>> sources = new ArrayList<>(more);
        sources.add(Application.class);
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new));
    }

    private static String[] arguments(List<String> fixed, String... settings) {
        return Stream.of(QUIET.stream(), fixed.stream(), Stream.of(settings).map(s -> "--" + s))
                .flatMap(s -> s)
                .toArray(String[]::new);
    }
}
