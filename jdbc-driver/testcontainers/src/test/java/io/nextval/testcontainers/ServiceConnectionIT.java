package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.testcontainers.junit.jupiter.Testcontainers;

/** An application of Spring Boot whose data source is a container. */
@Testcontainers(disabledWithoutDocker = true)
@NeedsImage
@Timeout(180)
class ServiceConnectionIT {
    @Test
    void theApplicationsDataSourceIsTheContainer() {
        NextvalContainer container;
        try (ConfigurableApplicationContext context =
                SpringApplication.run(
                        new Class<?>[] {Application.class, Containers.class}, new String[0])) {
            container = context.getBean(NextvalContainer.class);
            HikariDataSource pool = context.getBean(HikariDataSource.class);
            assertThat(pool.getJdbcUrl()).isEqualTo(container.getJdbcUrl());
            assertThat(pool.getUsername()).isEqualTo(container.getUsername());
            assertThat(pool.getDriverClassName()).isEqualTo(container.getDriverClassName());
            JdbcClient client = context.getBean(JdbcClient.class);
            client.sql("CREATE SEQUENCE orders").update();
            assertThat(client.sql("SELECT nextval('orders')").query(Long.class).single())
                    .isEqualTo(1);
        }
        assertThat(container.isRunning()).isFalse();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    // begin of the example
    @Configuration(proxyBeanMethods = false)
    static class Containers {
        @Bean
        @ServiceConnection
        NextvalContainer nextval() {
            return new NextvalContainer("nextval/nextval:0.1.0");
        }
    }
    // end of the example
}
