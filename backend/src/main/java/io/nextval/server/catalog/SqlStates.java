package io.nextval.server.catalog;

/** The SQLSTATEs that queries can give. */
final class SqlStates {
    static final String FEATURE_NOT_SUPPORTED = "0AX00";
    static final String CARDINALITY = "21000";
    static final String NUMBER_OUT_OF_RANGE = "22003";
    static final String INVALID_PARAMETER = "22023";
    static final String BAD_ESCAPE = "22025";
    static final String SUBSTRING_ERROR = "22011";
    static final String DIVISION_BY_ZERO = "22012";
    static final String BAD_LIMIT = "2201W";
    static final String BAD_OFFSET = "2201X";
    static final String INVALID_TEXT = "22P02";
    static final String UNDEFINED_SCHEMA = "3F000";
    static final String SYNTAX_ERROR = "42601";
    static final String INSUFFICIENT_PRIVILEGE = "42501";
    static final String AMBIGUOUS_COLUMN = "42702";
    static final String UNDEFINED_COLUMN = "42703";
    static final String UNDEFINED_OBJECT = "42704";
    static final String DUPLICATE_ALIAS = "42712";
    static final String GROUPING_ERROR = "42803";
    static final String DATATYPE_MISMATCH = "42804";
    static final String CANNOT_CAST = "42846";
    static final String UNDEFINED_FUNCTION = "42883";
    static final String WRONG_OBJECT_TYPE = "42809";
    static final String UNDEFINED_TABLE = "42P01";
    static final String INVALID_COLUMN_REFERENCE = "42P10";
    static final String TOO_MANY_WAITING = "53000";
    static final String PROGRAM_LIMIT = "54000";
    static final String TOO_MANY_COLUMNS = "54011";
    static final String TOO_COMPLEX = "54001";
    static final String CANCELLED = "57014";
    static final String NOT_AVAILABLE = "57P03";
    static final String INTERNAL = "XX000";

    private SqlStates() {}
}
