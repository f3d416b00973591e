package io.nextval.server.session;

/**
 * Who a connection acts for.
 *
 * @param userId id of the user in the catalog; {@link #NOBODY} if nobody logged in, and then all is
 *     allowed
 * @param userName the user's name, or what a client that did not log in calls itself; may be empty
 */
public record Identity(long userId, String userName) {
    /** The user id of a connection that acts as no user of the catalog. */
    public static final long NOBODY = 0;

    /** A connection that nobody logged in on. */
    public static Identity nobody(String claimedName) {
        return new Identity(NOBODY, claimedName);
    }

    /** False if all is allowed, since nobody logged in. */
    public boolean loggedIn() {
        return userId != NOBODY;
    }
}
