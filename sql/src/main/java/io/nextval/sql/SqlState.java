package io.nextval.sql;

/** The SQLSTATEs that parsing can give. */
final class SqlState {
    static final String FEATURE_NOT_SUPPORTED = "0AX00";
    static final String INVALID_CHARACTER = "22021";
    static final String NUMBER_OUT_OF_RANGE = "22003";
    static final String INVALID_PARAMETER_VALUE = "22023";
    static final String INVALID_TEXT = "22P02";
    static final String INVALID_GRANT = "0LP01";
    static final String SYNTAX_ERROR = "42601";
    static final String INVALID_NAME = "42602";
    static final String NAME_TOO_LONG = "42622";
    static final String RESERVED_NAME = "42939";
    static final String UNDEFINED_COLUMN = "42703";
    static final String UNDEFINED_FUNCTION = "42883";
    static final String PROGRAM_LIMIT = "54000";
    static final String TOO_MANY_COLUMNS = "54011";
    static final String TOO_COMPLEX = "54001";

    private SqlState() {}
}
