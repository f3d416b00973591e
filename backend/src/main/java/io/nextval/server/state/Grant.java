package io.nextval.server.state;

/**
 * What one user was granted on an object.
 *
 * @param userId the user, or {@link io.nextval.server.command.Privileges#PUBLIC}
 * @param privileges bits of {@link io.nextval.server.command.Privileges}; none only for an owner
 *     from whom all were revoked
 */
public record Grant(long userId, int privileges) {}
