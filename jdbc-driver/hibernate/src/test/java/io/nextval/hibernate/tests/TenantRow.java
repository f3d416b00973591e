package io.nextval.hibernate.tests;

import static java.util.Objects.requireNonNull;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** With a sequence for each tenant; the tenants' rows differ in an own number. */
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@Entity(name = "TenantRow")
class TenantRow {
    @Id
    @NextvalSequence(value = "Rows_of_{tenant}", schema = "tenants", startWith = 1000)
    private @Nullable Long id;

    @TenantId private @Nullable String tenant;

    long id() {
        return requireNonNull(id);
    }
}
