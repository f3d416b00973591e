package io.nextval.hibernate.tests;

import static java.util.Objects.requireNonNull;

import io.nextval.hibernate.NextvalSequence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** One sequence for all tenants, with blocks for each. */
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
@Entity(name = "SharedTenantRow")
class SharedTenantRow {
    @Id
    @NextvalSequence(value = "shared_rows", allocationSize = 10)
    private @Nullable Long id;

    @TenantId private @Nullable String tenant;

    long id() {
        return requireNonNull(id);
    }
}
