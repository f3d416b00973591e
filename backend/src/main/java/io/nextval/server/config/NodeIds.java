package io.nextval.server.config;

import java.util.regex.Pattern;

/** Names of nodes: what may stand in {@code --id} and left of {@code =} in {@code --peers}. */
final class NodeIds {
    static final String ALLOWED = "1 to 32 of a-z, 0-9, _ and -";
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9_-]{1,32}");

    private NodeIds() {}

    /**
     * Returns {@code id} if it is a legal name of a node.
     *
     * @throws IllegalArgumentException if it is not
     */
    static String check(String id) {
        if (!PATTERN.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'" + id + "' is no name of a node: allowed are " + ALLOWED);
        }
        return id;
    }
}
