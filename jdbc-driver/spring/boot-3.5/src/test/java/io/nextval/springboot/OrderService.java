package io.nextval.springboot;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Draws numbers in transactions. Any thread. */
@Service
class OrderService {
    private final JdbcClient client;

    OrderService(JdbcClient client) {
        this.client = client;
    }

    @Transactional
    public long next() {
        return client.sql("SELECT nextval('orders')").query(Long.class).single();
    }

    @Transactional
    public void drawAndFail() {
        throw new IllegalStateException("drew " + next());
    }

    /** Numbers of one session: what was drawn last in it. */
    @Transactional
    public boolean remembersWhatItDrew() {
        return next() == client.sql("SELECT currval('orders')").query(Long.class).single();
    }

    @Transactional(readOnly = true)
    public long nextReadOnly() {
        return next();
    }
}
