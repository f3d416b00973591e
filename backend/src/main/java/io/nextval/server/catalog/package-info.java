/**
 * Queries about what there is: the views of information_schema, pg_catalog and nextval, a sequence
 * as a table of one row, SHOW, DESCRIBE and EXPLAIN. Start at {@link
 * io.nextval.server.catalog.CatalogQueries}.
 *
 * <p>Calcite parses a query, resolves its names and types, and turns it into relational algebra
 * ({@code Planner}); {@code PlanBuilder} makes operators of ours of that, which run over rows that
 * a {@link io.nextval.server.catalog.CatalogSource} gave. Nothing is compiled at run time, and
 * every query has a limit on its time, its rows and its memory ({@code QueryLimits}).
 */
@NullMarked
package io.nextval.server.catalog;

import org.jspecify.annotations.NullMarked;
