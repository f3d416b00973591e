/**
 * Nextval in Hibernate: {@link io.nextval.hibernate.NextvalSequence} gives an entity's id from a
 * sequence of a cluster, wherever the entity itself is stored; {@link
 * io.nextval.hibernate.NextvalDialect} is found by itself when the entity's own connection is one
 * to a cluster. Works with Hibernate 6.6, 7 and 8.
 *
 * <p>Compiled against the oldest of these versions. Only what all of them have may be called here;
 * the tests of {@code jdbc-driver/hibernate} run this jar with each of them.
 */
@NullMarked
package io.nextval.hibernate;

import org.jspecify.annotations.NullMarked;
