package io.nextval.springboot;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where an application can get the URL of its data source from, and the name of a driver. */
enum Place {
    COMMAND_LINE {
        @Override
        ConfigurableApplicationContext start(boolean named) {
            return builder(Empty.class)
                    .run(
                            "--spring.datasource.url=" + URL,
                            named
                                    ? "--spring.datasource.driverClassName=" + OTHER
                                    : "--debug=false");
        }
    },
    ENVIRONMENT_VARIABLES {
        @Override
        ConfigurableApplicationContext start(boolean named) {
            return builder(Empty.class)
                    .initializers(
                            context ->
                                    context.getEnvironment()
                                            .getPropertySources()
                                            .addFirst(
                                                    new SystemEnvironmentPropertySource(
                                                            "test-systemEnvironment",
                                                            variables(named))))
                    .run();
        }
    },
    PLACEHOLDER {
        @Override
        ConfigurableApplicationContext start(boolean named) {
            return builder(Empty.class)
                    .run(
                            "--cluster=mem:Place",
                            "--spring.datasource.url=jdbc:nextval:${cluster}",
                            named
                                    ? "--spring.datasource.driver-class-name=" + OTHER
                                    : "--debug=false");
        }
    },
    DEFAULTS_OF_THE_APPLICATION {
        @Override
        ConfigurableApplicationContext start(boolean named) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("spring.datasource.url", URL);
            if (named) {
                values.put("spring.datasource.driver-class-name", OTHER);
            }
            return builder(Empty.class).properties(values).run();
        }
    },
    ANNOTATION {
        @Override
        ConfigurableApplicationContext start(boolean named) {
            return builder(named ? AnnotatedWithDriver.class : Annotated.class).run();
        }
    },
    /** As with a test's {@code @DynamicPropertySource}. */
    ADDED_AFTER_THE_START {
        @Override
        ConfigurableApplicationContext start(boolean named) {
            ConfigurableApplicationContext context = builder(Empty.class).run();
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("spring.datasource.url", URL);
            if (named) {
                values.put("spring.datasource.driver_class_name", OTHER);
            }
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("late", values));
            return context;
        }
    };

    static final String URL = "jdbc:nextval:mem:Place";
    static final String OTHER = "com.example.OtherDriver";

    /**
     * An application without beans, whose URL is {@link #URL} and driver {@link #OTHER} or none.
     */
    abstract ConfigurableApplicationContext start(boolean named);

    /** An application without beans, with this URL. */
    static ConfigurableApplicationContext start(String url) {
        return builder(Empty.class).run("--spring.datasource.url=" + url);
    }

    private static SpringApplicationBuilder builder(Class<?> application) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .logStartupInfo(false);
    }

    private static Map<String, Object> variables(boolean named) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("SPRING_DATASOURCE_URL", URL);
        if (named) {
            variables.put("SPRING_DATASOURCE_DRIVERCLASSNAME", OTHER);
        }
        return variables;
    }

    @Configuration(proxyBeanMethods = false)
    static class Empty {}

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:url.properties")
    static class Annotated {}

    @Configuration(proxyBeanMethods = false)
    @PropertySource("classpath:url-and-driver.properties")
    static class AnnotatedWithDriver {}
}
