package io.nextval.hibernate.tests;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;

import org.jspecify.annotations.Nullable;

/** With Hibernate's own generator, on the entity's own connection. */
@Entity(name = "LocalRow")
class LocalRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "local")
    @SequenceGenerator(name = "local", sequenceName = "local_seq", allocationSize = 50)
    @Nullable Long id;
}
