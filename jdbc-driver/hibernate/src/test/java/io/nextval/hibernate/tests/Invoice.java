package io.nextval.hibernate.tests;

import static java.util.Objects.requireNonNull;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** With blocks of the usual size. */
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@Entity(name = "Invoice")
class Invoice {
    @Id
    @NextvalSequence("invoices")
    private @Nullable Long id;

    private @Nullable String customer;

    Invoice() {}

    Invoice(String customer) {
        this.customer = customer;
    }

    long id() {
        return requireNonNull(id);
    }
}
