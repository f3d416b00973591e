package io.nextval.server.state;

import io.nextval.server.command.Finding;
import io.nextval.server.command.GrantChange;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a GRANT or REVOKE on several sequences is carried out, and what its client is told, as
 * {@link Verdict}. PostgreSQL looks up all names first; then it goes through the sequences, warns
 * of those whose privileges the user may not change, and gives up at one on which the user has no
 * privilege at all.
 */
final class GrantVerdict {
    private GrantVerdict() {}

    static Verdict of(Task.GrantOnSequences task, List<Finding> findings) {
        Set<Target> missing = new HashSet<>();
        Set<Target> denied = new HashSet<>();
        Set<Target> passedOver = new HashSet<>();
        for (Finding finding : findings) {
            missing.addAll(finding.names());
            denied.addAll(finding.notOwned());
            passedOver.addAll(finding.passedOver());
        }
        for (Target sequence : task.sequences()) {
            if (missing.contains(sequence)) {
                return refused(
                        Refusals.unknownRelation(
                                new SequenceName(sequence.schema(), sequence.name())));
            }
        }
        List<NoticeText> warnings = new ArrayList<>();
        for (Target sequence : task.sequences()) {
            if (denied.contains(sequence)) {
                return denied(sequence.name());
            } else if (passedOver.contains(sequence)) {
                warnings.add(passedOver('"' + sequence.name() + '"', task));
            }
        }
        return verdict(findings, warnings);
    }

    static Verdict of(Task.GrantInSchemas task, List<Finding> findings) {
        List<SequenceName> denied = new ArrayList<>();
        List<SequenceName> passedOver = new ArrayList<>();
        long count = 0;
        for (Finding finding : findings) {
            count += finding.count();
            add(passedOver, finding.names());
            add(denied, finding.notOwned());
        }
        if (!denied.isEmpty()) {
            return denied(denied.get(0).name());
        }
        List<NoticeText> warnings = new ArrayList<>();
        int named = Math.min(passedOver.size(), StateLimits.DEPENDENTS_NAMED_MAX);
        for (SequenceName sequence : passedOver.subList(0, named)) {
            warnings.add(passedOver('"' + sequence.name() + '"', task));
        }
        if (count > named) {
            warnings.add(passedOver((count - named) + " other sequences", task));
        }
        return verdict(findings, warnings);
    }

    private static void add(List<SequenceName> names, List<Target> more) {
        more.forEach(target -> names.add(new SequenceName(target.schema(), target.name())));
        names.sort(SequenceName.BY_SCHEMA);
    }

    private static NoticeText passedOver(String what, Task task) {
        GrantChange change = task.grant();
        return AccessRefusals.passedOver(what, change != null && change.revoke());
    }

    private static Verdict denied(String sequence) {
        return refused(AccessRefusals.denied("sequence " + sequence));
    }

    private static Verdict refused(Answer answer) {
        return new Verdict(false, answer);
    }

    /** Limits come last: they are not PostgreSQL's. */
    private static Verdict verdict(List<Finding> findings, List<NoticeText> warnings) {
        for (Finding finding : findings) {
            if (!finding.limit().isEmpty()) {
                return refused(AccessRefusals.limitOfGrants(finding.limit()));
            }
        }
        return new Verdict(true, new Answer.Done(warnings));
    }
}
