package io.nextval.hibernate.tests;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** Each id drawn when it is asked for. */
@Entity(name = "SingleRow")
class SingleRow {
    @Id
    @NextvalSequence(value = "single", allocationSize = 1)
    @Nullable Long id;
}
