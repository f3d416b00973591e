package io.nextval.server.execute;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.config.Nearest;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.GroupState;
import io.nextval.wire.Failure;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Looks for the sequence that was probably meant by a name that does not exist. Names near each
 * other may be in any group, so all are asked; a hint is not worth much waiting, so few look at a
 * time and none for long. Any thread.
 */
final class NearestNames {
    private static final int LOOKING_MAX = 8;
    private static final long LOOK_MILLIS_MAX = 300;

    private final ClusterView view;
    private final Semaphore looking = new Semaphore(LOOKING_MAX);

    NearestNames(ClusterView view) {
        this.view = view;
    }

    /**
     * The failure with a hint at the nearest name, or as it is if it has one, if none is near, or
     * if that can not be told now. Never fails.
     */
    CompletableFuture<Failure> hinted(Failure failure, String schema, String name) {
        if (!failure.hint().isEmpty() || !looking.tryAcquire()) {
            return CompletableFuture.completedFuture(failure);
        }
        List<CompletableFuture<List<String>>> looks = new ArrayList<>();
        for (GroupMember member : view.members()) {
            if (member.group() != GroupState.CATALOG_GROUP) {
                looks.add(member.read(state -> nearest(state, schema, name)));
            }
        }
        return CompletableFuture.allOf(looks.toArray(CompletableFuture[]::new))
                .orTimeout(LOOK_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .handle(
                        (all, problem) -> {
                            looking.release();
                            return problem == null ? best(failure, schema, name, looks) : failure;
                        });
    }

    private static List<String> nearest(GroupState state, String schema, String name) {
        String near = state.nearestName(schema, name);
        return near == null ? List.of() : List.of(near);
    }

    private static Failure best(
            Failure failure,
            String schema,
            String name,
            List<CompletableFuture<List<String>>> looks) {
        TreeSet<String> found = new TreeSet<>();
        looks.forEach(look -> found.addAll(look.join()));
        if (found.isEmpty()) {
            return failure;
        }
        String best = Nearest.of(name, found).orElse(found.first());
        return Hints.with(failure, Hints.didYouMean(schema, best));
    }
}
