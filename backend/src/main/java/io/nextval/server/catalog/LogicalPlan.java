package io.nextval.server.catalog;

import io.nextval.wire.ResultColumn;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

import java.util.List;

/**
 * A query as relational algebra.
 *
 * @param rel the algebra; its columns are those of the result
 * @param columns labels and types of the result
 * @param parameters type of each {@code ?}
 */
record LogicalPlan(RelNode rel, List<ResultColumn> columns, List<RelDataType> parameters) {}
