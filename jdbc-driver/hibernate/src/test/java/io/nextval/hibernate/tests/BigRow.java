package io.nextval.hibernate.tests;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;

/** With an id of another class. */
@Entity(name = "BigRow")
class BigRow {
    @Id
    @NextvalSequence(value = "typed", allocationSize = 10)
    @Nullable BigInteger id;
}
