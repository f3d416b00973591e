package io.nextval.server.catalog;

import io.nextval.wire.ResultColumn;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Turns the tree of a query into relational algebra: names and types are resolved, subqueries stay
 * subqueries. Callable from any thread; throws {@link QueryException}.
 *
 * <p>Calcite's optimisers are not used: the plans are small, {@link FilterPushdown} does what
 * matters, and so neither rules nor metadata need classes that are compiled at run time.
 */
final class Planner {
    private static final SqlToRelConverter.Config CONFIG =
            SqlToRelConverter.config()
                    .withExpand(false)
                    .withTrimUnusedFields(false)
                    .withInSubQueryThreshold(Integer.MAX_VALUE)
                    .withRelBuilderConfigTransform(
                            builder ->
                                    builder.withSimplify(false)
                                            .withSimplifyLimit(false)
                                            .withPruneInputOfAggregate(false)
                                            .withPushJoinCondition(false));

    private Planner() {}

    /**
     * @param tree a fresh tree; it is changed
     * @param schema the session's schema
     * @param millisMax longest time that it may take; then 54001
     */
    static LogicalPlan plan(SqlNode tree, String schema, long millisMax) {
        try {
            return convert(tree, schema, millisMax);
        } catch (RuntimeException e) {
            throw PlanErrors.of(e);
        }
    }

    private static LogicalPlan convert(SqlNode tree, String schema, long millisMax) {
        tree.accept(new LabelRewriter());
        PlanDeadline deadline = new PlanDeadline(millisMax);
        RelDataTypeFactory factory = Types.newFactory(deadline);
        CatalogReader catalog = new CatalogReader(schema, factory);
        QueryValidator validator = new QueryValidator(catalog, factory, deadline);
        SqlNode valid = validator.validate(tree);
        RelOptCluster cluster =
                RelOptCluster.create(
                        new HepPlanner(HepProgram.builder().build()), new RexBuilder(factory));
        cluster.setMetadataQuerySupplier(Planner::metadata);
        SqlToRelConverter converter =
                new SqlToRelConverter(
                        (type, sql, schemaPath, viewPath) -> {
                            throw new IllegalStateException("no views that are text");
                        },
                        validator,
                        catalog,
                        cluster,
                        StandardConvertletTable.INSTANCE,
                        CONFIG);
        RelRoot root = converter.convertQuery(valid, false, true);
        List<RelDataType> parameters = new ArrayList<>();
        for (RelDataTypeField field : validator.getParameterRowType(valid).getFieldList()) {
            parameters.add(field.getType());
        }
        return new LogicalPlan(withoutSortColumns(root), columns(root), parameters);
    }

    private static RelMetadataQuery metadata() {
        return new RelMetadataQuery(
                new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE)) {};
    }

    /** Columns that are only sorted by come last; they are not part of the result. */
    private static RelNode withoutSortColumns(RelRoot root) {
        if (root.isRefTrivial()) {
            return root.rel;
        }
        RexBuilder rex = root.rel.getCluster().getRexBuilder();
        List<RexNode> fields = new ArrayList<>();
        for (int index : root.fields.leftList()) {
            fields.add(rex.makeInputRef(root.rel, index));
        }
        return LogicalProject.create(
                root.rel, List.of(), fields, root.fields.rightList(), Set.of());
    }

    private static List<ResultColumn> columns(RelRoot root) {
        List<ResultColumn> columns = new ArrayList<>();
        for (RelDataTypeField field : root.validatedRowType.getFieldList()) {
            columns.add(new ResultColumn(label(field), Types.nameOf(field.getType())));
        }
        return columns;
    }

    /** The columns of VALUES are column1, column2 and so on, not as Calcite calls them. */
    private static String label(RelDataTypeField field) {
        return field.getName().startsWith("EXPR$")
                ? "column" + (field.getIndex() + 1)
                : field.getName();
    }
}
