package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/**
 * The options of CREATE and ALTER USER, as far as they were said.
 *
 * @param superuser SUPERUSER or NOSUPERUSER, null if neither was said
 * @param password what PASSWORD says, null if it was not said
 */
public record UserOptions(@Nullable Boolean superuser, @Nullable Password password) {
    /** Nothing was said. */
    public static final UserOptions NONE = new UserOptions(null, null);
}
