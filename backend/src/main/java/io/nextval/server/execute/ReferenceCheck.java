package io.nextval.server.execute;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.Slots;
import io.nextval.sql.Expression;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Select;
import io.nextval.sql.SelectItem;
import io.nextval.sql.SequenceReference;
import io.nextval.sql.SqlException;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Result;
import io.nextval.wire.SequenceRef;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Answers a select of sequences that is sent as a text. Drivers run such a select themselves, and
 * send it only to learn whether all its sequences exist, before they draw from the first of them,
 * or because a CURRVAL has no value. Nothing is drawn or set here.
 */
final class ReferenceCheck {
    private static final String UNDEFINED = "55000";
    private static final Result ALL_EXIST = new Result(List.of(), List.of(), 0, List.of());

    private final ClusterView view;
    private final NearestNames names;

    ReferenceCheck(ClusterView view, NearestNames names) {
        this.view = view;
        this.names = names;
    }

    /** True if the select calls a function of a sequence. */
    static boolean ofSequences(Select select) {
        for (SelectItem item : select.items()) {
            Expression expression = SelectPlanner.uncast(item.expression());
            if (expression instanceof Expression.LastValue
                    || SelectPlanner.reference(expression) != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * For a select for which {@link #ofSequences} holds: 42P01 for the first sequence that does not
     * exist, else 55000 for the first value that only the session knows, else an empty result.
     *
     * @throws SqlException 42P01 unknown schema, 42602 bad name
     */
    CompletableFuture<Frame> answer(Select select, Execute request, Schemas schemas)
            throws SqlException {
        Map<Integer, String> parameters = texts(request.parameters());
        Map<SequenceRef, QualifiedName> asked = new LinkedHashMap<>();
        Set<SequenceRef> changed = new HashSet<>();
        boolean drawn = false;
        Frame otherwise = ALL_EXIST;
        for (SelectItem item : select.items()) {
            Expression expression = SelectPlanner.uncast(item.expression());
            SequenceReference reference = SelectPlanner.reference(expression);
            if (reference == null) {
                if (expression instanceof Expression.LastValue && !drawn) {
                    otherwise = undefined(otherwise, "lastval");
                }
                continue;
            }
            QualifiedName name = SelectPlanner.name(reference, parameters);
            String schema = schemas.of(name, request.schema(), Schemas.Use.FUNCTION).name();
            SequenceRef sequence =
                    new SequenceRef(schema, name.name(), Slots.of(schema, name.name()));
            asked.putIfAbsent(sequence, name);
            drawn |= expression instanceof Expression.NextValue;
            if (!(expression instanceof Expression.CurrentValue)) {
                changed.add(sequence);
            } else if (!changed.contains(sequence)) {
                otherwise = undefined(otherwise, "currval of sequence \"" + name.name() + '"');
            }
        }
        return asked.isEmpty()
                ? CompletableFuture.completedFuture(otherwise)
                : firstMissing(asked, otherwise);
    }

    private static Frame undefined(Frame before, String value) {
        return before == ALL_EXIST
                ? Failures.of(UNDEFINED, value + " is not yet defined in this session")
                : before;
    }

    private static Map<Integer, String> texts(List<@Nullable Object> parameters) {
        Map<Integer, String> texts = new HashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) instanceof String text) {
                texts.put(i + 1, text);
            }
        }
        return texts;
    }

    private CompletableFuture<Frame> firstMissing(
            Map<SequenceRef, QualifiedName> asked, Frame otherwise) {
        Map<GroupMember, List<SequenceRef>> owners = new HashMap<>();
        List<SlotRun> slots = view.topology().slots();
        for (SequenceRef sequence : asked.keySet()) {
            int group = group(slots, sequence.slot());
            GroupMember member = view.member(group);
            if (member == null) {
                return CompletableFuture.completedFuture(
                        new Redirect(RedirectReason.NOT_READY, Math.max(group, 0), ""));
            }
            owners.computeIfAbsent(member, m -> new ArrayList<>()).add(sequence);
        }
        CompletableFuture<Set<SequenceRef>> missing = CompletableFuture.completedFuture(Set.of());
        for (Map.Entry<GroupMember, List<SequenceRef>> owner : owners.entrySet()) {
            List<SequenceRef> owned = owner.getValue();
            missing =
                    missing.thenCombine(
                            owner.getKey().read(state -> missing(state, owned)),
                            ReferenceCheck::union);
        }
        return missing.thenCompose(found -> answer(asked, found, otherwise));
    }

    private static Set<SequenceRef> missing(GroupState state, List<SequenceRef> sequences) {
        Set<SequenceRef> missing = new HashSet<>();
        for (SequenceRef sequence : sequences) {
            if (state.sequenceInfo(sequence.schema(), sequence.name()) == null) {
                missing.add(sequence);
            }
        }
        return missing;
    }

    private static Set<SequenceRef> union(Set<SequenceRef> one, Set<SequenceRef> other) {
        Set<SequenceRef> union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }

    private CompletableFuture<Frame> answer(
            Map<SequenceRef, QualifiedName> asked, Set<SequenceRef> missing, Frame otherwise) {
        for (Map.Entry<SequenceRef, QualifiedName> entry : asked.entrySet()) {
            SequenceRef sequence = entry.getKey();
            if (missing.contains(sequence)) {
                Failure failure =
                        Failures.of(
                                "42P01",
                                "relation \""
                                        + Wording.shown(entry.getValue())
                                        + "\" does not exist");
                return names.hinted(failure, sequence.schema(), sequence.name())
                        .thenApply(hinted -> hinted);
            }
        }
        return CompletableFuture.completedFuture(otherwise);
    }

    /** The group that owns a slot as far as this node knows, -1 if it does not know. */
    private static int group(List<SlotRun> slots, int slot) {
        for (SlotRun run : slots) {
            if (run.firstSlot() <= slot && slot <= run.lastSlot()) {
                return run.group();
            }
        }
        return -1;
    }
}
