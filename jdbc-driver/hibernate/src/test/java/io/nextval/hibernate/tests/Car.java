package io.nextval.hibernate.tests;

import jakarta.persistence.Entity;

/** Its id is that of the vehicle. */
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@Entity(name = "Car")
class Car extends Vehicle {
    private int seats;

    Car() {}

    Car(String plate, int seats) {
        super(plate);
        this.seats = seats;
    }
}
