package io.nextval.integrations;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** An entity as it stands in applications today: nothing in it knows of Nextval. */
@Entity
@Table(name = "customer_orders")
public class Order {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "orders")
    @SequenceGenerator(name = "orders", sequenceName = "orders", allocationSize = 50)
    private long id;

    private String item = "";

    /** For Hibernate. */
    protected Order() {}

    Order(String item) {
        this.item = item;
    }

    long id() {
        return id;
    }

    String item() {
        return item;
    }
}
