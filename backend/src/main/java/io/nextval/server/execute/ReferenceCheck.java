package io.nextval.server.execute;

import io.nextval.server.catalog.Actor;
import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.Privileges;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.SequenceInfo;
import io.nextval.server.state.Slots;
import io.nextval.sql.Expression;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Select;
import io.nextval.sql.SelectItem;
import io.nextval.sql.SequenceReference;
import io.nextval.sql.SqlException;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Result;
import io.nextval.wire.SequenceRef;
import io.nextval.wire.SlotRun;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Answers a select of sequences that is sent as a text. Drivers run such a select themselves, and
 * send it only to learn whether all its sequences exist, before they draw from the first of them,
 * or because a CURRVAL has no value. Nothing is drawn or set here.
 */
final class ReferenceCheck {
    private static final String UNDEFINED = "55000";
    private static final int READING = Privileges.USAGE | Privileges.SELECT;
    private static final QualifiedName NO_NAME = new QualifiedName(null, "");
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
     * What one column asks for.
     *
     * @param sequence null for LASTVAL
     * @param privileges one of which it needs
     * @param undefined what is wrong with it even then; null for nothing
     */
    private record Asked(
            @Nullable SequenceRef sequence,
            QualifiedName name,
            int privileges,
            @Nullable Frame undefined) {}

    /**
     * For a select for which {@link #ofSequences} holds: 42P01 for the first sequence that does not
     * exist, else 42501 for the first that the user may not use so or 55000 for the first value
     * that only the session knows, whichever comes first, else an empty result.
     *
     * @throws SqlException 42P01 unknown schema, 42602 bad name
     */
    CompletableFuture<Frame> answer(Select select, Execute request, Known known)
            throws SqlException {
        Map<Integer, String> parameters = texts(request.parameters());
        List<Asked> asked = new ArrayList<>();
        Set<SequenceRef> changed = new HashSet<>();
        boolean drawn = false;
        for (SelectItem item : select.items()) {
            Expression expression = SelectPlanner.uncast(item.expression());
            SequenceReference reference = SelectPlanner.reference(expression);
            if (reference == null) {
                if (expression instanceof Expression.LastValue && !drawn) {
                    asked.add(new Asked(null, NO_NAME, 0, undefined("lastval")));
                }
                continue;
            }
            QualifiedName name = SelectPlanner.name(reference, parameters);
            String schema = known.schemas().of(name, request.schema(), Schemas.Use.FUNCTION).name();
            SequenceRef sequence =
                    new SequenceRef(schema, name.name(), Slots.of(schema, name.name()));
            drawn |= expression instanceof Expression.NextValue;
            Frame undefined = null;
            if (!(expression instanceof Expression.CurrentValue)) {
                changed.add(sequence);
            } else if (!changed.contains(sequence)) {
                undefined = undefined("currval of sequence \"" + name.name() + '"');
            }
            asked.add(new Asked(sequence, name, needed(expression), undefined));
        }
        return with(asked, found -> answer(asked, found, known.actor()));
    }

    /** One of these is needed, as in PostgreSQL. */
    private static int needed(Expression expression) {
        if (expression instanceof Expression.NextValue) {
            return Privileges.USAGE | Privileges.UPDATE;
        }
        return expression instanceof Expression.CurrentValue ? READING : Privileges.UPDATE;
    }

    /**
     * The program itself, if the user may see what the CURRVALs in it give; 42501 for the first
     * that it may not. What does not exist passes: that is found out when the program is run.
     */
    CompletableFuture<Frame> readable(Program program, Actor actor) {
        List<Asked> asked = new ArrayList<>();
        for (ProgramColumn column : program.columns()) {
            if (column.source() instanceof ColumnSource.CurrentOf current) {
                SequenceRef sequence = program.sequences().get(current.sequence());
                QualifiedName name = new QualifiedName(null, sequence.name());
                asked.add(new Asked(sequence, name, READING, null));
            }
        }
        return with(
                asked,
                found ->
                        CompletableFuture.completedFuture(
                                firstDenied(asked, found, actor, program)));
    }

    private static Frame undefined(String value) {
        return Failures.of(UNDEFINED, value + " is not yet defined in this session");
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

    /** Goes on with those of the sequences that there are, unless a group is not known yet. */
    private CompletableFuture<Frame> with(
            List<Asked> asked,
            Function<Map<SequenceRef, SequenceInfo>, CompletableFuture<Frame>> next) {
        Map<GroupMember, List<SequenceRef>> owners = new HashMap<>();
        List<SlotRun> slots = view.topology().slots();
        for (Asked one : asked) {
            SequenceRef sequence = one.sequence();
            if (sequence != null) {
                int group = group(slots, sequence.slot());
                GroupMember member = view.member(group);
                if (member == null) {
                    return CompletableFuture.completedFuture(
                            new Redirect(RedirectReason.NOT_READY, Math.max(group, 0), ""));
                }
                owners.computeIfAbsent(member, m -> new ArrayList<>()).add(sequence);
            }
        }
        CompletableFuture<Map<SequenceRef, SequenceInfo>> found =
                CompletableFuture.completedFuture(Map.of());
        for (Map.Entry<GroupMember, List<SequenceRef>> owner : owners.entrySet()) {
            List<SequenceRef> owned = owner.getValue();
            found =
                    found.thenCombine(
                            owner.getKey().read(state -> found(state, owned)),
                            ReferenceCheck::union);
        }
        return found.thenCompose(next);
    }

    private static Map<SequenceRef, SequenceInfo> found(
            GroupState state, List<SequenceRef> sequences) {
        Map<SequenceRef, SequenceInfo> found = new HashMap<>();
        for (SequenceRef sequence : sequences) {
            SequenceInfo info = state.sequenceInfo(sequence.schema(), sequence.name());
            if (info != null) {
                found.put(sequence, info);
            }
        }
        return found;
    }

    private static Map<SequenceRef, SequenceInfo> union(
            Map<SequenceRef, SequenceInfo> one, Map<SequenceRef, SequenceInfo> other) {
        Map<SequenceRef, SequenceInfo> union = new HashMap<>(one);
        union.putAll(other);
        return union;
    }

    private CompletableFuture<Frame> answer(
            List<Asked> asked, Map<SequenceRef, SequenceInfo> found, Actor actor) {
        for (Asked one : asked) {
            SequenceRef sequence = one.sequence();
            if (sequence != null && !found.containsKey(sequence)) {
                Failure failure =
                        Failures.of(
                                "42P01",
                                "relation \"" + Wording.shown(one.name()) + "\" does not exist");
                return names.hinted(failure, sequence.schema(), sequence.name())
                        .thenApply(hinted -> hinted);
            }
        }
        return CompletableFuture.completedFuture(firstDenied(asked, found, actor, ALL_EXIST));
    }

    private static Frame firstDenied(
            List<Asked> asked, Map<SequenceRef, SequenceInfo> found, Actor actor, Frame otherwise) {
        for (Asked one : asked) {
            SequenceInfo info = one.sequence() == null ? null : found.get(one.sequence());
            if (info != null && !actor.may(one.privileges(), info)) {
                return Failures.of(Denied.sequence(one.name().name()));
            } else if (one.undefined() != null) {
                return one.undefined();
            }
        }
        return otherwise;
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
