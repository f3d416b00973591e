package io.nextval.hibernate;

import org.hibernate.MappingException;

import java.util.Locale;

/**
 * A sequence's name as an entity's annotation gives it, folded as SQL does, perhaps with places for
 * the tenant. An empty schema is the connection's own.
 */
record SequenceName(String schema, String name) {
    private static final String TENANT = "{tenant}";

    /** Of what the annotation on {@code where} says. */
    static SequenceName of(String schema, String name, String where) {
        if (name.isBlank()) {
            throw new MappingException(where + ": the sequence's name is empty");
        }
        return new SequenceName(
                schema.isBlank() ? "" : folded(schema, "schema", where),
                folded(name, "name", where));
    }

    /** Whether the tenant is part of it. */
    boolean hasTenant() {
        return schema.contains(TENANT) || name.contains(TENANT);
    }

    /** With this tenant's identifier, exactly as it is, in the places for it. */
    SequenceName withTenant(String tenant) {
        return new SequenceName(schema.replace(TENANT, tenant), name.replace(TENANT, tenant));
    }

    /** As a name in a statement. */
    String sql() {
        return schema.isEmpty() ? quoted(name) : quoted(schema) + '.' + quoted(name);
    }

    /** As a text in a statement, which is how {@code nextval} takes it. */
    String literal() {
        return '\'' + sql().replace("'", "''") + '\'';
    }

    String schemaSql() {
        return quoted(schema);
    }

    @Override
    public String toString() {
        return schema.isEmpty() ? name : schema + '.' + name;
    }

    private static String folded(String text, String what, String where) {
        String trimmed = text.strip();
        if (trimmed.length() > 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"")) {
            return trimmed.substring(1, trimmed.length() - 1).replace("\"\"", "\"");
        }
        if (trimmed.indexOf('.') >= 0 || trimmed.indexOf('"') >= 0) {
            throw new MappingException(
                    where
                            + ": the sequence's "
                            + what
                            + " '"
                            + text
                            + "' has a dot or a quote; write the schema as schema = \"...\", and a"
                            + " name that really has one in double quotes");
        }
        return trimmed.toLowerCase(Locale.ROOT);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
