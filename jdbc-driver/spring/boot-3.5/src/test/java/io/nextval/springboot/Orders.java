package io.nextval.springboot;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Orders in the application's database with numbers from a sequence of Nextval. Any thread. */
@Service
class Orders {
    private final JdbcClient database;
    private final JdbcClient sequences;

    Orders(JdbcClient database, @Qualifier("sequences") JdbcClient sequences) {
        this.database = database;
        this.sequences = sequences;
        sequences.sql("CREATE SEQUENCE IF NOT EXISTS orders").update();
    }

    @Transactional
    public long place(String customer) {
        long number = sequences.sql("SELECT nextval('orders')").query(Long.class).single();
        insert(number, customer);
        return number;
    }

    /** The row goes with the transaction; the number stays drawn. */
    @Transactional
    public void placeTwice(String customer) {
        insert(place(customer), customer);
    }

    private void insert(long number, String customer) {
        database.sql("INSERT INTO orders VALUES (?, ?)").params(number, customer).update();
    }
}
