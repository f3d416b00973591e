package io.nextval.server.state;

import io.nextval.server.command.Finding;
import io.nextval.server.command.GrantChange;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.Target;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A group's part of a GRANT or REVOKE on several sequences. What {@link #find} finds stays true
 * until {@link #apply}, since nothing but numbers can be had of what is locked, and room for the
 * grants is set aside. The applying thread only.
 */
final class GrantSteps {
    /** What becomes of a sequence, by who asks. */
    private enum Fate {
        CHANGED,
        /** The user may not change it, but has some privilege: a warning, as in PostgreSQL. */
        PASSED_OVER,
        DENIED
    }

    private final SequenceTable table;
    private final GrantChange change;
    private final long userId;

    /**
     * @param userId who must own the sequences, 0 if nobody needs to
     */
    GrantSteps(SequenceTable table, GrantChange change, long userId) {
        this.table = table;
        this.change = change;
        this.userId = userId;
    }

    private Fate fate(Access access) {
        if (userId == 0 || access.owner() == userId) {
            return Fate.CHANGED;
        }
        return access.allows(userId, Privileges.ON_SEQUENCE) ? Fate.PASSED_OVER : Fate.DENIED;
    }

    /** On sequences that were named, each with its name. */
    Finding named(List<Target> targets, long nowMillis) {
        List<Target> missing = new ArrayList<>();
        List<Sequence> existing = new ArrayList<>();
        for (Target target : new LinkedHashSet<>(targets)) {
            Sequence sequence = table.find(new SequenceName(target.schema(), target.name()));
            if (sequence == null) {
                missing.add(target);
            } else {
                existing.add(sequence);
            }
        }
        Found found = find(existing, nowMillis);
        return new Finding(
                missing.size(),
                missing,
                targets(found.denied),
                found.heldMillis,
                targets(found.passedOver),
                found.limit);
    }

    /** On all that there are in schemas. */
    Finding all(Collection<Sequence> sequences, long nowMillis) {
        Found found = find(sequences, nowMillis);
        return new Finding(
                found.passedOver.size(),
                first(found.passedOver),
                first(found.denied),
                found.heldMillis,
                List.of(),
                found.limit);
    }

    private static final class Found {
        final List<SequenceName> denied = new ArrayList<>();
        final List<SequenceName> passedOver = new ArrayList<>();
        long heldMillis;
        String limit = "";
    }

    private Found find(Collection<Sequence> sequences, long nowMillis) {
        Found found = new Found();
        SequenceName tooMany = null;
        long more = 0; // and not less what others give back, which may come later than this
        for (Sequence sequence : sequences) {
            Access access = sequence.access();
            switch (fate(access)) {
                case DENIED -> found.denied.add(sequence.name());
                case PASSED_OVER -> found.passedOver.add(sequence.name());
                case CHANGED -> {
                    Access changed = access.changed(change, Privileges.ON_SEQUENCE);
                    if (changed != null) {
                        more += Math.max(0, changed.grants().size() - access.grants().size());
                    } else if (tooMany == null
                            || SequenceName.BY_SCHEMA.compare(sequence.name(), tooMany) < 0) {
                        tooMany = sequence.name();
                    }
                    if (change.revoke()) {
                        found.heldMillis = Math.max(found.heldMillis, sequence.heldFor(nowMillis));
                    }
                }
            }
        }
        boolean fits = table.reserveGrants(more);
        if (tooMany != null) {
            found.limit = AccessRefusals.grantsOfObject("sequence " + tooMany.name());
        } else if (!fits) {
            found.limit = AccessRefusals.grantsOfGroup(table.group());
        }
        return found;
    }

    /** Sets room aside again for what was found before a snapshot was made. */
    void reserve(Collection<Sequence> sequences) {
        find(sequences, 0);
    }

    /** Changes what the user may change. */
    void apply(Collection<Sequence> sequences) {
        table.reserveGrants(0);
        for (Sequence sequence : sequences) {
            if (fate(sequence.access()) == Fate.CHANGED) {
                Access changed = sequence.access().changed(change, Privileges.ON_SEQUENCE);
                if (changed == null || !table.access(sequence, changed)) {
                    throw new BrokenStateException(
                            "no room for the grants on " + sequence.name() + " that was set aside");
                }
            }
        }
    }

    private static List<Target> first(List<SequenceName> names) {
        names.sort(SequenceName.BY_SCHEMA);
        return targets(names.subList(0, Math.min(names.size(), StateLimits.DEPENDENTS_NAMED_MAX)));
    }

    private static List<Target> targets(List<SequenceName> names) {
        return names.stream().map(name -> new Target(name.schema(), name.name())).toList();
    }
}
