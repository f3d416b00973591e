package io.nextval.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code GRANT privileges ON target TO grantees}, or {@code REVOKE … FROM …}.
 *
 * @param revoke whether this is REVOKE
 * @param privileges what is granted, at least one and in the enum's order; ALL is all that the
 *     target has
 * @param target on what
 * @param grantees to whom, at least one, in the order of the text
 */
public record Grant(
        boolean revoke, Set<Privilege> privileges, Target target, List<UserReference> grantees)
        implements Statement {
    public Grant {
        privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
        grantees = List.copyOf(grantees);
    }

    /** What privileges are granted on. */
    public sealed interface Target {
        /** What ALL means on it. */
        Set<Privilege> all();
    }

    /**
     * {@code ON SEQUENCE name, …}.
     *
     * @param names at least one
     */
    public record Sequences(List<QualifiedName> names) implements Target {
        public Sequences {
            names = List.copyOf(names);
        }

        @Override
        public Set<Privilege> all() {
            return Privilege.OF_SEQUENCES;
        }
    }

    /**
     * {@code ON ALL SEQUENCES IN SCHEMA name, …}.
     *
     * @param schemas at least one
     */
    public record AllSequences(List<String> schemas) implements Target {
        public AllSequences {
            schemas = List.copyOf(schemas);
        }

        @Override
        public Set<Privilege> all() {
            return Privilege.OF_SEQUENCES;
        }
    }

    /**
     * {@code ON SCHEMA name, …}.
     *
     * @param names at least one
     */
    public record Schemas(List<String> names) implements Target {
        public Schemas {
            names = List.copyOf(names);
        }

        @Override
        public Set<Privilege> all() {
            return Privilege.OF_SCHEMAS;
        }
    }
}
