package io.nextval.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What can be granted. */
public enum Privilege {
    /** On a sequence: to draw from it. On a schema: to look into it, which everybody may. */
    USAGE,
    /** On a sequence: to read it. */
    SELECT,
    /** On a sequence: to draw from it and to set it. */
    UPDATE,
    /** On a schema: to create sequences in it. */
    CREATE;

    /** What ALL means on a sequence. */
    public static final Set<Privilege> OF_SEQUENCES =
            Collections.unmodifiableSet(EnumSet.of(USAGE, SELECT, UPDATE));

    /** What ALL means on a schema. */
    public static final Set<Privilege> OF_SCHEMAS =
            Collections.unmodifiableSet(EnumSet.of(USAGE, CREATE));
}
