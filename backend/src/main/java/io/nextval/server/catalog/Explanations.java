package io.nextval.server.catalog;

import io.nextval.server.state.Slots;
import io.nextval.sql.Expression;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Select;
import io.nextval.sql.SelectItem;
import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceReference;
import io.nextval.wire.ResultColumn;

import org.apache.calcite.plan.RelOptUtil;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The lines of EXPLAIN. Stateless. */
final class Explanations {
    static final List<ResultColumn> COLUMNS = List.of(new ResultColumn("QUERY PLAN", "text"));

    private Explanations() {}

    /** The relational algebra that a query runs as, one operator in a line. */
    static List<String> of(LogicalPlan plan) {
        return RelOptUtil.toString(FilterPushdown.rewrite(plan.rel()))
                .replace("_UTF-8'", "'")
                .replace(" CHARACTER SET \"UTF-8\"", "")
                .lines()
                .toList();
    }

    /** The sequences that a SELECT draws from or asks about, each with its schema. */
    static Set<QualifiedName> sequences(Select select, String schema) {
        Set<QualifiedName> names = new LinkedHashSet<>();
        for (SelectItem item : select.items()) {
            SequenceReference reference = reference(item.expression());
            if (reference instanceof SequenceReference.Named named) {
                QualifiedName name = named.name();
                names.add(name.schema() == null ? new QualifiedName(schema, name.name()) : name);
            }
        }
        return names;
    }

    private static @Nullable SequenceReference reference(Expression expression) {
        if (expression instanceof Expression.NextValue next) {
            return next.sequence();
        } else if (expression instanceof Expression.CurrentValue current) {
            return current.sequence();
        } else if (expression instanceof Expression.SetValue set) {
            return set.sequence();
        } else if (expression instanceof Expression.Cast cast) {
            return reference(cast.operand());
        }
        return null;
    }

    /** Where the numbers of a sequence come from, and what holds for them. */
    static List<String> of(SequenceRow row, Snapshot snapshot) {
        String leader = snapshot.leader(row.group());
        List<String> lines = new ArrayList<>();
        lines.add("Sequence " + new QualifiedName(row.schema(), row.name()).toSql());
        lines.add("  Slot: " + Slots.of(row.schema(), row.name()));
        lines.add("  Group: " + row.group());
        lines.add("  Leader: " + (leader.isEmpty() ? "not known" : leader));
        lines.add("  Contract: " + contract(row.definition()));
        return lines;
    }

    private static String contract(SequenceDefinition definition) {
        if (CatalogRows.strictness(definition).equals("strict")) {
            return (definition.cache() > 1
                            ? "strict (CACHE " + definition.cache() + " ORDER)"
                            : "strict (NO CACHE ORDER)")
                    + ": unique, in order across the cluster, no gaps by failures";
        }
        return "cached (CACHE "
                + definition.cache()
                + "): unique, in order within one driver, unused numbers of a block are lost";
    }
}
