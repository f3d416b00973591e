package io.nextval.server.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The users of the cluster. Any thread; never blocks. */
public interface Accounts {

    /** The users as this node knows them; they may be old. */
    List<Account> known();

    /**
     * The users as they are now: a change that was acknowledged anywhere is in it. While nobody can
     * say, those that this node knows; never fails.
     */
    CompletableFuture<List<Account>> now();

    /** False while this node has not joined its cluster, and so knows no users. */
    boolean ready();
}
