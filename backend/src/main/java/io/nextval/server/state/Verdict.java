package io.nextval.server.state;

import io.nextval.server.command.Finding;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a task is carried out, and what its client is told, by PostgreSQL's rules and in its
 * words. A pure function of the task and of what was found.
 */
record Verdict(boolean commit, Answer answer) {

    static Verdict of(TaskInfo task, List<Finding> findings) {
        if (task.task() instanceof Task.DropSchemas drop) {
            return of(drop, task.schemas(), findings);
        } else if (task.task() instanceof Task.DropSequences drop) {
            return of(drop, findings);
        } else if (task.task() instanceof Task.GrantOnSequences grant) {
            return GrantVerdict.of(grant, findings);
        }
        return GrantVerdict.of((Task.GrantInSchemas) task.task(), findings);
    }

    /** On DROP SEQUENCE, given the names that the groups miss, and what others own. */
    static Verdict of(Task.DropSequences task, List<Finding> findings) {
        Set<Target> missing = new HashSet<>();
        Set<Target> notOwned = new HashSet<>();
        for (Finding finding : findings) {
            missing.addAll(finding.names());
            notOwned.addAll(finding.notOwned());
        }
        List<NoticeText> notices = new ArrayList<>();
        for (Target sequence : task.sequences()) {
            if (missing.contains(sequence)) {
                SequenceName name = new SequenceName(sequence.schema(), sequence.name());
                if (!task.ifExists()) {
                    return new Verdict(false, Refusals.unknownSequence(name));
                }
                notices.add(Answers.missingSequence(name));
            } else if (notOwned.contains(sequence)) {
                return new Verdict(false, AccessRefusals.mustOwn("sequence " + sequence.name()));
            }
        }
        return new Verdict(true, new Answer.Done(notices));
    }

    /** On DROP SCHEMA of those that exist, given the sequences that the groups have in them. */
    static Verdict of(Task.DropSchemas task, List<SchemaRef> schemas, List<Finding> findings) {
        long count = 0;
        List<SequenceName> names = new ArrayList<>();
        for (Finding finding : findings) {
            count += finding.count();
            for (Target dependent : finding.names()) {
                names.add(new SequenceName(dependent.schema(), dependent.name()));
            }
        }
        names.sort(SequenceName.BY_SCHEMA);
        if (count > 0 && !task.cascade()) {
            return new Verdict(false, Refusals.dependents(schemas, count, names));
        }
        List<NoticeText> notices = new ArrayList<>(missing(task, schemas));
        if (count == 1 && !names.isEmpty()) {
            SequenceName only = names.get(0);
            notices.add(new NoticeText("00000", "drop cascades to sequence " + only.qualified()));
        } else if (count > 0) {
            notices.add(new NoticeText("00000", "drop cascades to " + count + " other objects"));
        }
        return new Verdict(true, new Answer.Done(notices));
    }

    /** A notice for each schema that is named but does not exist. */
    static List<NoticeText> missing(Task.DropSchemas task, List<SchemaRef> schemas) {
        Set<String> existing = new HashSet<>();
        schemas.forEach(schema -> existing.add(schema.name()));
        List<NoticeText> notices = new ArrayList<>();
        for (String name : task.schemas()) {
            if (!existing.contains(name)) {
                notices.add(
                        new NoticeText(
                                "00000", "schema \"" + name + "\" does not exist, skipping"));
            }
        }
        return notices;
    }
}
