package io.nextval.routing;

/** A sequence of the cluster. */
record GlobalName(String schema, String name) {
    /** The name as SQL has it. */
    String quoted() {
        return quoted(schema) + '.' + quoted(name);
    }

    /** The name as the text that a function takes, with its quotes. */
    String literal() {
        return '\'' + quoted().replace("'", "''") + '\'';
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return schema + '.' + name;
    }
}
