package io.nextval.jdbc;

import io.nextval.wire.ResultColumn;

import java.util.ArrayList;
import java.util.List;

/** The results of DatabaseMetaData: names and types of their columns, as JDBC 4.3 has them. */
enum MetaDataResult {
    ATTRIBUTES(
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, ATTR_NAME, DATA_TYPE int4, ATTR_TYPE_NAME,"
                    + " ATTR_SIZE int4, DECIMAL_DIGITS int4, NUM_PREC_RADIX int4, NULLABLE int4,"
                    + " REMARKS, ATTR_DEF, SQL_DATA_TYPE int4, SQL_DATETIME_SUB int4,"
                    + " CHAR_OCTET_LENGTH int4, ORDINAL_POSITION int4, IS_NULLABLE, SCOPE_CATALOG,"
                    + " SCOPE_SCHEMA, SCOPE_TABLE, SOURCE_DATA_TYPE int2"),
    BEST_ROW(
            "SCOPE int2, COLUMN_NAME, DATA_TYPE int4, TYPE_NAME, COLUMN_SIZE int4,"
                    + " BUFFER_LENGTH int4, DECIMAL_DIGITS int2, PSEUDO_COLUMN int2"),
    CATALOGS("TABLE_CAT"),
    CLIENT_INFO("NAME, MAX_LEN int4, DEFAULT_VALUE, DESCRIPTION"),
    COLUMN_PRIVILEGES(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, GRANTOR, GRANTEE, PRIVILEGE,"
                    + " IS_GRANTABLE"),
    COLUMNS(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE int4, TYPE_NAME,"
                    + " COLUMN_SIZE int4, BUFFER_LENGTH int4, DECIMAL_DIGITS int4,"
                    + " NUM_PREC_RADIX int4, NULLABLE int4, REMARKS, COLUMN_DEF,"
                    + " SQL_DATA_TYPE int4, SQL_DATETIME_SUB int4, CHAR_OCTET_LENGTH int4,"
                    + " ORDINAL_POSITION int4, IS_NULLABLE, SCOPE_CATALOG, SCOPE_SCHEMA,"
                    + " SCOPE_TABLE, SOURCE_DATA_TYPE int2, IS_AUTOINCREMENT,"
                    + " IS_GENERATEDCOLUMN"),
    FOREIGN_KEYS(
            "PKTABLE_CAT, PKTABLE_SCHEM, PKTABLE_NAME, PKCOLUMN_NAME, FKTABLE_CAT,"
                    + " FKTABLE_SCHEM, FKTABLE_NAME, FKCOLUMN_NAME, KEY_SEQ int2,"
                    + " UPDATE_RULE int2, DELETE_RULE int2, FK_NAME, PK_NAME,"
                    + " DEFERRABILITY int2"),
    FUNCTION_COLUMNS(
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, COLUMN_NAME, COLUMN_TYPE int2,"
                    + " DATA_TYPE int4, TYPE_NAME, PRECISION int4, LENGTH int4, SCALE int2,"
                    + " RADIX int2, NULLABLE int2, REMARKS, CHAR_OCTET_LENGTH int4,"
                    + " ORDINAL_POSITION int4, IS_NULLABLE, SPECIFIC_NAME"),
    FUNCTIONS(
            "FUNCTION_CAT, FUNCTION_SCHEM, FUNCTION_NAME, REMARKS, FUNCTION_TYPE int2,"
                    + " SPECIFIC_NAME"),
    INDEXES(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, NON_UNIQUE bool, INDEX_QUALIFIER, INDEX_NAME,"
                    + " TYPE int2, ORDINAL_POSITION int2, COLUMN_NAME, ASC_OR_DESC,"
                    + " CARDINALITY int8, PAGES int8, FILTER_CONDITION"),
    PRIMARY_KEYS("TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, KEY_SEQ int2, PK_NAME"),
    PROCEDURE_COLUMNS(
            "PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, COLUMN_NAME, COLUMN_TYPE int2,"
                    + " DATA_TYPE int4, TYPE_NAME, PRECISION int4, LENGTH int4, SCALE int2,"
                    + " RADIX int2, NULLABLE int2, REMARKS, COLUMN_DEF, SQL_DATA_TYPE int4,"
                    + " SQL_DATETIME_SUB int4, CHAR_OCTET_LENGTH int4, ORDINAL_POSITION int4,"
                    + " IS_NULLABLE, SPECIFIC_NAME"),
    PROCEDURES(
            "PROCEDURE_CAT, PROCEDURE_SCHEM, PROCEDURE_NAME, RESERVED1, RESERVED2, RESERVED3,"
                    + " REMARKS, PROCEDURE_TYPE int2, SPECIFIC_NAME"),
    PSEUDO_COLUMNS(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, COLUMN_NAME, DATA_TYPE int4, COLUMN_SIZE int4,"
                    + " DECIMAL_DIGITS int4, NUM_PREC_RADIX int4, COLUMN_USAGE, REMARKS,"
                    + " CHAR_OCTET_LENGTH int4, IS_NULLABLE"),
    SCHEMAS("TABLE_SCHEM, TABLE_CATALOG"),
    SUPER_TABLES("TABLE_CAT, TABLE_SCHEM, TABLE_NAME, SUPERTABLE_NAME"),
    SUPER_TYPES("TYPE_CAT, TYPE_SCHEM, TYPE_NAME, SUPERTYPE_CAT, SUPERTYPE_SCHEM, SUPERTYPE_NAME"),
    TABLE_PRIVILEGES(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, GRANTOR, GRANTEE, PRIVILEGE, IS_GRANTABLE"),
    TABLE_TYPES("TABLE_TYPE"),
    TABLES(
            "TABLE_CAT, TABLE_SCHEM, TABLE_NAME, TABLE_TYPE, REMARKS, TYPE_CAT, TYPE_SCHEM,"
                    + " TYPE_NAME, SELF_REFERENCING_COL_NAME, REF_GENERATION"),
    TYPES(
            "TYPE_NAME, DATA_TYPE int4, PRECISION int4, LITERAL_PREFIX, LITERAL_SUFFIX,"
                    + " CREATE_PARAMS, NULLABLE int2, CASE_SENSITIVE bool, SEARCHABLE int2,"
                    + " UNSIGNED_ATTRIBUTE bool, FIXED_PREC_SCALE bool, AUTO_INCREMENT bool,"
                    + " LOCAL_TYPE_NAME, MINIMUM_SCALE int2, MAXIMUM_SCALE int2,"
                    + " SQL_DATA_TYPE int4, SQL_DATETIME_SUB int4, NUM_PREC_RADIX int4"),
    UDTS(
            "TYPE_CAT, TYPE_SCHEM, TYPE_NAME, CLASS_NAME, DATA_TYPE int4, REMARKS,"
                    + " BASE_TYPE int2"),
    VERSION_COLUMNS(
            "SCOPE int2, COLUMN_NAME, DATA_TYPE int4, TYPE_NAME, COLUMN_SIZE int4,"
                    + " BUFFER_LENGTH int4, DECIMAL_DIGITS int2, PSEUDO_COLUMN int2");

    private final String columns;

    MetaDataResult(String columns) {
        this.columns = columns;
    }

    /** A column without a type is text. */
    List<ResultColumn> columns() {
        List<ResultColumn> list = new ArrayList<>();
        for (String column : columns.split(", ", -1)) {
            int space = column.indexOf(' ');
            list.add(
                    space < 0
                            ? new ResultColumn(column, "text")
                            : new ResultColumn(
                                    column.substring(0, space), column.substring(space + 1)));
        }
        return list;
    }
}
