package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/**
 * What {@code PASSWORD} says. It is not shown by {@link #toString}; only the canonical text of its
 * statement holds it.
 *
 * @param text the password, or the verifier of one; null for {@code PASSWORD NULL}, which removes
 *     it
 */
public record Password(@Nullable String text) {

    @Override
    public String toString() {
        return text == null ? "PASSWORD NULL" : "PASSWORD (not shown)";
    }
}
