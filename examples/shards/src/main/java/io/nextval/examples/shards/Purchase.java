package io.nextval.examples.shards;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** An entity that is on one shard or the other, under an id that it has nowhere else. */
@Entity
public class Purchase {
    @Id
    @NextvalSequence("purchases")
    private @Nullable Long id;

    private int customer;

    /** For Hibernate. */
    protected Purchase() {}

    public Purchase(int customer) {
        this.customer = customer;
    }

    public @Nullable Long getId() {
        return id;
    }

    public int getCustomer() {
        return customer;
    }
}
