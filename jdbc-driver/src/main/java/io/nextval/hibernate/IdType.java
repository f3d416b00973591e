package io.nextval.hibernate;

import org.hibernate.HibernateException;
import org.hibernate.MappingException;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The classes that an id may have. */
enum IdType {
    LONG(Long.MIN_VALUE, Long.MAX_VALUE),
    INTEGER(Integer.MIN_VALUE, Integer.MAX_VALUE),
    SHORT(Short.MIN_VALUE, Short.MAX_VALUE),
    BIG_INTEGER(Long.MIN_VALUE, Long.MAX_VALUE),
    BIG_DECIMAL(Long.MIN_VALUE, Long.MAX_VALUE),
    STRING(Long.MIN_VALUE, Long.MAX_VALUE);

    private final long least;
    private final long greatest;

    IdType(long least, long greatest) {
        this.least = least;
        this.greatest = greatest;
    }

    /** Of the class that Hibernate gives for the id of {@code where}. */
    static IdType of(Class<?> type, String where) {
        return switch (type.getName()) {
            case "long", "java.lang.Long" -> LONG;
            case "int", "java.lang.Integer" -> INTEGER;
            case "short", "java.lang.Short" -> SHORT;
            case "java.math.BigInteger" -> BIG_INTEGER;
            case "java.math.BigDecimal" -> BIG_DECIMAL;
            case "java.lang.String" -> STRING;
            default ->
                    throw new MappingException(
                            where
                                    + ": @NextvalSequence can not give an id of "
                                    + type.getName()
                                    + "; it can give long, int, short, BigInteger, BigDecimal and"
                                    + " String");
        };
    }

    /** The value as such an id. */
    Object id(long value, SequenceName sequence) {
        if (value < least || value > greatest) {
            throw new HibernateException(
                    "the value "
                            + value
                            + " of sequence "
                            + sequence
                            + " does not fit into an id of "
                            + least
                            + " to "
                            + greatest
                            + "; make the id a Long");
        }
        return switch (this) {
            case LONG -> value;
            case INTEGER -> (int) value;
            case SHORT -> (short) value;
            case BIG_INTEGER -> BigInteger.valueOf(value);
            case BIG_DECIMAL -> BigDecimal.valueOf(value);
            case STRING -> Long.toString(value);
        };
    }
}
