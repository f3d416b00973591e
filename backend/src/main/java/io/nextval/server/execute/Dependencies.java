package io.nextval.server.execute;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.Grant;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.SequenceInfo;
import io.nextval.server.state.UserInfo;
import io.nextval.wire.Failure;
import io.nextval.wire.Retry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Whether users own anything or were granted anything, which keeps them from being dropped. All
 * groups are read, one after the other; what is granted after that is granted to an id that no user
 * will ever have again, so it is harmless. Any thread.
 */
final class Dependencies {
    private static final int LISTED_MAX = 20;

    private final ClusterView view;

    Dependencies(ClusterView view) {
        this.view = view;
    }

    /** Why the users can not be dropped, in PostgreSQL's words; null if nothing keeps them. */
    CompletableFuture<@Nullable Failure> of(List<UserInfo> users) {
        List<CompletableFuture<Map<String, List<String>>>> reads = new ArrayList<>();
        for (GroupMember member : view.members()) {
            reads.add(member.read(state -> of(state, member.group(), users)));
        }
        return CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(
                        done -> {
                            for (UserInfo user : users) {
                                List<String> found = new ArrayList<>();
                                reads.forEach(
                                        read ->
                                                found.addAll(
                                                        read.join()
                                                                .getOrDefault(
                                                                        user.name(), List.of())));
                                if (!found.isEmpty()) {
                                    return failure(user.name(), found);
                                }
                            }
                            return null;
                        });
    }

    private static Map<String, List<String>> of(
            GroupState state, int group, Collection<UserInfo> users) {
        Map<String, List<String>> found = new TreeMap<>();
        for (UserInfo user : users) {
            List<String> lines = new ArrayList<>();
            if (group == GroupState.CATALOG_GROUP) {
                for (SchemaInfo schema : state.schemas()) {
                    String what = "schema " + schema.name();
                    add(lines, user, schema.owner(), schema.grants(), what);
                }
            } else {
                for (SequenceInfo s : state.sequenceInfos()) {
                    String name =
                            s.schema().equals("public") ? s.name() : s.schema() + "." + s.name();
                    add(lines, user, s.owner(), s.grants(), "sequence " + name);
                }
            }
            found.put(user.name(), lines);
        }
        return found;
    }

    private static void add(
            List<String> lines, UserInfo user, long owner, List<Grant> grants, String what) {
        if (owner == user.id()) {
            lines.add("owner of " + what);
        } else if (grants.stream().anyMatch(grant -> grant.userId() == user.id())) {
            lines.add("privileges for " + what);
        }
    }

    private static Failure failure(String user, List<String> found) {
        found.sort(null);
        int more = found.size() - LISTED_MAX;
        List<String> lines = new ArrayList<>(found.subList(0, Math.min(found.size(), LISTED_MAX)));
        if (more > 0) {
            lines.add("and " + more + " other objects (see nextval.grants and pg_sequences)");
        }
        return new Failure(
                "2BP01",
                Retry.NEVER,
                "role \"" + user + "\" cannot be dropped because some objects depend on it",
                String.join("\n", lines),
                "drop what it owns or give it another owner, and revoke what it was granted",
                0);
    }
}
