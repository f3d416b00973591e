package io.nextval.hibernate.tests;

import static java.util.Objects.requireNonNull;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** Each id drawn when it is asked for, from a sequence with a definition of its own. */
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@Entity(name = "Receipt")
class Receipt {
    @Id
    @NextvalSequence(
            value = "Receipts",
            schema = "\"Shop\"",
            allocationSize = 1,
            startWith = -10,
            incrementBy = 5)
    private @Nullable Long id;

    long id() {
        return requireNonNull(id);
    }
}
