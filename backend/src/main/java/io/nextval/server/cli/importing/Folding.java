package io.nextval.server.cli.importing;

import java.util.Locale;

/** How a name of the source becomes the name that the same unquoted SQL text means here. */
enum Folding {
    /** Unquoted names were upper case there: such a name is lower case here, another one stays. */
    UPPER_CASE_THERE {
        @Override
        String fold(String name) {
            return name.equals(name.toUpperCase(Locale.ROOT))
                    ? name.toLowerCase(Locale.ROOT)
                    : name;
        }
    },
    /** Unquoted names stay as they are there: they are lower case here. */
    AS_WRITTEN_THERE {
        @Override
        String fold(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    };

    abstract String fold(String name);
}
