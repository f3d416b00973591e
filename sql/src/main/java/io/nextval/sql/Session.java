package io.nextval.sql;

import java.util.List;

/**
 * A statement about the session alone, such as {@code BEGIN} or {@code SET x = 1}: the driver
 * carries it out.
 *
 * @param actions what is to be done, in order, at least one
 */
public record Session(List<SessionAction> actions) implements Statement {
    public Session {
        actions = List.copyOf(actions);
    }
}
