package io.nextval.routing;

import java.util.Locale;

/**
 * What differs between databases for who looks for sequence calls in their SQL: how texts are
 * quoted, and what becomes of an identifier's case.
 */
enum Vendor {
    POSTGRESQL("bigint"),
    /** MariaDB and MySQL. */
    MARIADB("signed"),
    ORACLE("number(19)"),
    SQLSERVER("bigint"),
    H2("bigint"),
    /** Any other database, taken to keep to the standard. */
    OTHER("bigint");

    private final String castType;

    Vendor(String castType) {
        this.castType = castType;
    }

    /** By the name behind {@code jdbc:}. */
    static Vendor of(String realUrl) {
        int start = "jdbc:".length();
        int colon = realUrl.indexOf(':', start);
        String name = realUrl.substring(start, colon < 0 ? realUrl.length() : colon);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "postgresql", "pgsql", "edb", "cockroachdb", "yugabytedb", "redshift" ->
                    POSTGRESQL;
            case "mariadb", "mysql" -> MARIADB;
            case "oracle" -> ORACLE;
            case "sqlserver", "jtds" -> SQLSERVER;
            case "h2" -> H2;
            default -> OTHER;
        };
    }

    /** A type for CAST that holds every number of a sequence. */
    String castType() {
        return castType;
    }

    boolean hasBackslashes() {
        return this == MARIADB;
    }

    /** {@code E'it\'s'}. */
    boolean hasEscapeTexts() {
        return this == POSTGRESQL;
    }

    /** {@code $tag$ … $tag$}. */
    boolean hasDollarQuotes() {
        return this == POSTGRESQL || this == H2;
    }

    /** {@code q'[ … ]'}. */
    boolean hasQuoteTexts() {
        return this == ORACLE;
    }

    boolean hasBackticks() {
        return this == MARIADB || this == H2 || this == OTHER;
    }

    boolean hasBrackets() {
        return this == SQLSERVER;
    }

    boolean hasHashComments() {
        return this == MARIADB;
    }

    boolean hasNestedComments() {
        return this == POSTGRESQL || this == SQLSERVER || this == H2;
    }

    /** Its driver takes {@code ??} for an operator's question mark. */
    boolean hasEscapedQuestionMarks() {
        return this == POSTGRESQL;
    }

    /** Its driver takes {@code :name} for a bind parameter. */
    boolean hasColonParameters() {
        return this == ORACLE;
    }

    /** Its driver takes {@code ?2} for the second bind parameter. */
    boolean hasNumberedParameters() {
        return this == H2;
    }

    /**
     * Whether all NEXT VALUE FOR s, and s.NEXTVAL, within one row are one value, as the SQL
     * standard has it.
     */
    boolean drawsOncePerRow() {
        return this != POSTGRESQL && this != MARIADB;
    }

    /** An identifier as the cluster has it, whose rules are PostgreSQL's. */
    String fold(String identifier, boolean quoted) {
        return switch (this) {
            case POSTGRESQL -> quoted ? identifier : lower(identifier);
            case MARIADB, SQLSERVER -> lower(identifier);
            case ORACLE, H2, OTHER ->
                    quoted && !identifier.equals(identifier.toUpperCase(Locale.ROOT))
                            ? identifier
                            : lower(identifier);
        };
    }

    /** A cluster's name as this database would show one of its own. */
    String stored(String name) {
        return switch (this) {
            case ORACLE, H2, OTHER ->
                    name.equals(lower(name)) ? name.toUpperCase(Locale.ROOT) : name;
            case POSTGRESQL, MARIADB, SQLSERVER -> name;
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
