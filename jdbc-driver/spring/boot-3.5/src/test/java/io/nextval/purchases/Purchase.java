package io.nextval.purchases;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** An entity whose ids are the cluster's. */
@Entity
public class Purchase {
    @Id
    @NextvalSequence("purchases")
    private @Nullable Long id;

    private String customer = "";

    /** For Hibernate. */
    protected Purchase() {}

    public Purchase(String customer) {
        this.customer = customer;
    }

    public @Nullable Long id() {
        return id;
    }

    public String customer() {
        return customer;
    }
}
