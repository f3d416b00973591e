package io.nextval.server.catalog;

import java.util.Locale;

/** The types that columns have, with PostgreSQL's oids: the rows of {@code pg_type}. */
enum PgType {
    BOOL(16, 1, "B", 'c'),
    INT8(20, 8, "N", 'd'),
    INT2(21, 2, "N", 's'),
    INT4(23, 4, "N", 'i'),
    TEXT(25, -1, "S", 'i'),
    FLOAT8(701, 8, "N", 'd'),
    TIMESTAMPTZ(1184, 8, "D", 'd'),
    NUMERIC(1700, -1, "N", 'i');

    private final long oid;
    private final long length;
    private final String category;
    private final char align;

    PgType(long oid, long length, String category, char align) {
        this.oid = oid;
        this.length = length;
        this.category = category;
        this.align = align;
    }

    /** The type of one of our short names. */
    static PgType of(String typeName) {
        for (PgType type : values()) {
            if (type.typeName().equals(typeName)) {
                return type;
            }
        }
        return TEXT;
    }

    String typeName() {
        return name().toLowerCase(Locale.ROOT);
    }

    long oid() {
        return oid;
    }

    /** Bytes of a value, -1 if that depends. */
    long length() {
        return length;
    }

    boolean byValue() {
        return length > 0;
    }

    String category() {
        return category;
    }

    String align() {
        return String.valueOf(align);
    }

    String storage() {
        return byValue() ? "p" : this == NUMERIC ? "m" : "x";
    }
}
