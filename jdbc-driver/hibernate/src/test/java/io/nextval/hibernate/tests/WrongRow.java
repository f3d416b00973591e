package io.nextval.hibernate.tests;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** With an id of another class. */
@Entity(name = "WrongRow")
class WrongRow {
    @Id
    @NextvalSequence(value = "typed", allocationSize = 10)
    @Nullable Double id;
}
