package io.nextval.routing;

/** The tables that have one row and that vendors want where there is nothing to select from. */
final class OneRow {
    private OneRow() {}

    static boolean isNamed(SqlText sql, int index) {
        return behind(sql, index) > index;
    }

    /** The token behind the table, or the same one if there is none. */
    static int behind(SqlText sql, int index) {
        if (sql.isWord(index, "dual")) {
            return index + 1;
        }
        boolean db2 =
                sql.isWord(index, "sysibm")
                        && sql.isSymbol(index + 1, ".")
                        && sql.isWord(index + 2, "sysdummy1");
        return db2 ? index + 3 : index;
    }
}
