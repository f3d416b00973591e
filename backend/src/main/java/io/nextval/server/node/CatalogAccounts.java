package io.nextval.server.node;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.session.Account;
import io.nextval.server.session.Accounts;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.UserInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The users in the catalog, for who wants to log in; none before this node has joined it. */
public final class CatalogAccounts implements Accounts {
    /** A login that no catalog answers for so long goes by what this node knows. */
    private static final long LOOK_MILLIS_MAX = 2_000;

    private volatile @Nullable ClusterView view;

    /** From here on the users are known. */
    public void join(ClusterView joined) {
        view = joined;
    }

    @Override
    public boolean ready() {
        return view != null;
    }

    @Override
    public List<Account> known() {
        GroupMember catalog = catalog();
        return catalog == null ? List.of() : accounts(catalog.state());
    }

    @Override
    public CompletableFuture<List<Account>> now() {
        GroupMember catalog = catalog();
        if (catalog == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        return catalog.read(CatalogAccounts::accounts)
                .orTimeout(LOOK_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .exceptionally(unanswered -> accounts(catalog.state()));
    }

    private @Nullable GroupMember catalog() {
        ClusterView joined = view;
        return joined == null ? null : joined.member(GroupState.CATALOG_GROUP);
    }

    private static List<Account> accounts(GroupState state) {
        List<UserInfo> users = state.users();
        List<Account> accounts = new ArrayList<>(users.size());
        for (UserInfo user : users) {
            accounts.add(new Account(user.id(), user.name(), user.verifier()));
        }
        return accounts;
    }
}
