package io.nextval.hibernate.tests;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;

import org.jspecify.annotations.Nullable;

/** With Hibernate's own generator, one id at a time. */
@Entity(name = "LocalSingleRow")
class LocalSingleRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "local_single")
    @SequenceGenerator(name = "local_single", sequenceName = "local_single", allocationSize = 1)
    @Nullable Long id;
}
