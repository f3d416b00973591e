package io.nextval.server.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One use of a relation in a plan.
 *
 * @param relation what is read
 * @param schema what the schema of the sequences that are asked for is equal to, null if not known
 * @param name what their name is equal to, null if not known
 */
record Scan(Relation relation, Operator.@Nullable Scalar schema, Operator.@Nullable Scalar name) {}
