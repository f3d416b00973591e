package io.nextval.hibernate.tests;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;

import org.jspecify.annotations.Nullable;

/** In two tables, so that one id goes into both. */
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@Entity(name = "Vehicle")
@Inheritance(strategy = InheritanceType.JOINED)
class Vehicle {
    @Id
    @NextvalSequence("vehicles")
    private @Nullable Long id;

    private @Nullable String plate;

    Vehicle() {}

    Vehicle(String plate) {
        this.plate = plate;
    }
}
