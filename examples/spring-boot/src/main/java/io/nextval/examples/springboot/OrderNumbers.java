package io.nextval.examples.springboot;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Numbers that no other instance of the service gets. Any thread. */
@Component
class OrderNumbers {
    private final JdbcClient client;

    OrderNumbers(JdbcClient client) {
        this.client = client;
    }

    long next() {
        return client.sql("SELECT nextval('orders')").query(Long.class).single();
    }
}
