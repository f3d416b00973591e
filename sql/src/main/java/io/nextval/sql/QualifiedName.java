package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/**
 * The name of a sequence, folded and unquoted: {@code Foo} is {@code foo}, {@code "Foo"} is {@code
 * Foo}.
 *
 * @param schema the schema, or null if the statement left it to the session
 * @param name the name within the schema
 */
public record QualifiedName(@Nullable String schema, String name) {

    /** Returns the name as SQL text, quoted where it must be. */
    public String toSql() {
        String last = Identifier.quoteIfNeeded(name);
        return schema == null ? last : Identifier.quoteIfNeeded(schema) + "." + last;
    }

    @Override
    public String toString() {
        return toSql();
    }
}
