package io.nextval.server.catalog;

import io.nextval.server.command.Privileges;
import io.nextval.server.state.Grant;
import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.SequenceInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rows of the views about users and privileges. Passwords are never among them. */
final class UserRows {
    private static final String HIDDEN = "********";
    private static final long NO_LIMIT = -1;
    private static final Map<Integer, String> NAMES =
            new TreeMap<>(
                    Map.of(
                            Privileges.USAGE, "USAGE",
                            Privileges.SELECT, "SELECT",
                            Privileges.UPDATE, "UPDATE",
                            Privileges.CREATE, "CREATE"));

    private UserRows() {}

    /** {@code pg_roles}: superusers may do all that PostgreSQL has attributes for. */
    static Stream<@Nullable Object[]> roles(Snapshot snapshot) {
        return snapshot.catalog().users().stream()
                .map(
                        user ->
                                row(
                                        user.name(),
                                        user.superuser(),
                                        true,
                                        user.superuser(),
                                        user.superuser(),
                                        true,
                                        false,
                                        NO_LIMIT,
                                        HIDDEN,
                                        null,
                                        user.superuser(),
                                        null,
                                        user.id()));
    }

    /** {@code pg_user}. */
    static Stream<@Nullable Object[]> users(Snapshot snapshot) {
        return snapshot.catalog().users().stream()
                .map(
                        user ->
                                row(
                                        user.name(),
                                        user.id(),
                                        user.superuser(),
                                        user.superuser(),
                                        false,
                                        user.superuser(),
                                        HIDDEN,
                                        null,
                                        null));
    }

    /** {@code information_schema.usage_privileges}: what concerns the user who asks. */
    static Stream<@Nullable Object[]> usages(Snapshot snapshot, SessionInfo session) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SequenceRow sequence : snapshot.sequences()) {
            SequenceInfo s = sequence.info();
            boolean owns = session.actor().owns(s.owner());
            boolean entered = s.grants().stream().anyMatch(g -> g.userId() == s.owner());
            if (owns && (!entered || s.owner() == Actor.NOBODY)) {
                String owner = snapshot.catalog().userName(s.owner(), session);
                rows.add(usage(s, owner, "YES", snapshot, session));
            }
            for (Grant grant : s.grants()) {
                boolean ours = owns || grant.userId() == session.actor().userId();
                if ((grant.privileges() & Privileges.USAGE) != 0
                        && (ours || grant.userId() == Privileges.PUBLIC)) {
                    boolean own = grant.userId() == s.owner() && s.owner() != Actor.NOBODY;
                    String grantee = grantee(grant, snapshot, session);
                    rows.add(usage(s, grantee, own ? "YES" : "NO", snapshot, session));
                }
            }
        }
        return rows.stream();
    }

    private static @Nullable Object[] usage(
            SequenceInfo s,
            String grantee,
            String grantable,
            Snapshot snapshot,
            SessionInfo session) {
        return row(
                snapshot.catalog().userName(s.owner(), session),
                grantee,
                session.database(),
                s.schema(),
                s.name(),
                "SEQUENCE",
                "USAGE",
                grantable);
    }

    /** {@code nextval.grants}: every privilege that was granted, to whom, on what. */
    static Stream<@Nullable Object[]> grants(Snapshot snapshot, SessionInfo session) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (SchemaInfo schema : snapshot.catalog().schemas()) {
            for (Grant grant : schema.grants()) {
                String grantee = grantee(grant, snapshot, session);
                add(rows, "schema", schema.name(), null, grantee, grant.privileges());
            }
        }
        for (SequenceRow s : snapshot.sequences()) {
            for (Grant grant : s.info().grants()) {
                String grantee = grantee(grant, snapshot, session);
                add(rows, "sequence", s.schema(), s.name(), grantee, grant.privileges());
            }
        }
        return rows.stream();
    }

    private static String grantee(Grant grant, Snapshot snapshot, SessionInfo session) {
        return grant.userId() == Privileges.PUBLIC
                ? "PUBLIC"
                : snapshot.catalog().userName(grant.userId(), session);
    }

    private static void add(
            List<@Nullable Object[]> rows,
            String type,
            String schema,
            @Nullable String name,
            String grantee,
            int privileges) {
        NAMES.forEach(
                (bit, privilege) -> {
                    if ((privileges & bit) != 0) {
                        rows.add(row(type, schema, name, grantee, privilege));
                    }
                });
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }
}
