package io.nextval.server.state;

import java.util.Comparator;

/**
 * The name of a sequence. Ordered, so that a hash table copes with names made to collide; the order
 * has no other meaning.
 */
record SequenceName(String schema, String name) implements Comparable<SequenceName> {
    private static final Comparator<SequenceName> ORDER =
            Comparator.comparing(SequenceName::name).thenComparing(SequenceName::schema);

    /** The order in which people list them. */
    static final Comparator<SequenceName> BY_SCHEMA =
            Comparator.comparing(SequenceName::schema).thenComparing(SequenceName::name);

    @Override
    public int compareTo(SequenceName other) {
        return ORDER.compare(this, other);
    }

    /** Always with the schema. */
    String qualified() {
        return schema + "." + name;
    }

    /** As a user would write it: the schema only if it is not the default one. */
    String display() {
        return schema.equals("public") ? name : schema + "." + name;
    }
}
