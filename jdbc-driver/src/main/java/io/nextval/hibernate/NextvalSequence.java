package io.nextval.hibernate;

import org.hibernate.annotations.IdGeneratorType;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives an entity's id from a sequence of a Nextval cluster, whatever database the entity is in:
 *
 * <pre>{@code
 * @Id
 * @NextvalSequence("orders")
 * private Long id;
 * }</pre>
 *
 * <p>The cluster is what the persistence property {@code nextval.url} says, with {@code
 * nextval.user} and {@code nextval.password}, or else {@code nextval.datasource}, a {@link
 * javax.sql.DataSource} of connections to it. The id may be long, int, short, their classes,
 * BigInteger, BigDecimal or String.
 *
 * <p>Names are SQL's: folded to lower case unless they are in double quotes. In the name or the
 * schema, <code>{tenant}</code> stands for the session's tenant.
 */
@IdGeneratorType(NextvalSequenceGenerator.class)
@Target({ElementType.FIELD, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NextvalSequence {
    /** The sequence's name, without its schema. */
    String value();

    /**
     * The sequence's schema; if it is empty, the one that connections to the cluster begin with.
     */
    String schema() default "";

    /**
     * How many ids this JVM takes at once, 1 to 10,000, for each entity and tenant. With more than
     * 1, ids are unique, but not in order between JVMs, and those that a JVM had taken when it
     * ended are lost. With 1, each id is drawn when it is asked for: in strict order over the
     * cluster.
     */
    int allocationSize() default 50;

    /** The first value of a sequence that is created. */
    long startWith() default 1;

    /** The distance of the values of a sequence that is created; not 0. */
    long incrementBy() default 1;
}
