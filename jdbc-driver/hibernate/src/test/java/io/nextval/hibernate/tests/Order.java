package io.nextval.hibernate.tests;

import static java.util.Objects.requireNonNull;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.jspecify.annotations.Nullable;

/** The documented entity; only that its id can be null at first is not said there. */
@SuppressWarnings("UnusedVariable") // Hibernate reads the field
// begin of the example
@Entity
@Table(name = "orders")
class Order {
    @Id
    @NextvalSequence("orders")
    private @Nullable Long id;

    // end of the example

    long id() {
        return requireNonNull(id);
    }
}
