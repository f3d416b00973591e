package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What becomes of a statement. */
sealed interface Route {
    /**
     * It goes to the database as it is.
     *
     * @param draws whether it draws from a sequence of the database, by what it says
     * @param nameParameters bind parameters, from 1, that name a sequence, which must be local
     */
    record Local(boolean draws, List<Integer> nameParameters) implements Route {}

    /**
     * It goes to the cluster, in these words.
     *
     * @param draws whether it draws or sets a number
     */
    record ToCluster(String sql, boolean draws) implements Route {}

    /** It goes to where this connection drew last. */
    record LastDrawn(String clusterSql) implements Route {}

    /**
     * Its arguments are asked from the database, and the sequence is set to them.
     *
     * @param query a query for one row, the arguments
     */
    record SetFromQuery(GlobalName sequence, String query) implements Route {}

    /** It goes to the database with numbers of the cluster in it. */
    record WithNumbers(NumberedText text) implements Route {}

    /**
     * It asks the database's catalog, and rows about listed sequences come from the cluster.
     *
     * @param localSql what the database is asked; null for nothing
     * @param clusterSql what the cluster is asked for its rows
     * @param fallback whether the database's rows alone will do if the cluster can not read it
     */
    record Merged(@Nullable String localSql, String clusterSql, boolean fallback)
            implements Route {}

    /** It can not be done right. */
    record Refused(String reason) implements Route {}

    Local UNTOUCHED = new Local(false, List.of());
}
