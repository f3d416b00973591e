package io.nextval.hibernate.tests;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

/** With large blocks. */
@Entity(name = "ThousandsRow")
class ThousandsRow {
    @Id
    @NextvalSequence(value = "thousands", allocationSize = 1000)
    @Nullable Long id;
}
