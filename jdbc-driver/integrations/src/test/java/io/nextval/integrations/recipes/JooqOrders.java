package io.nextval.integrations.recipes;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStep2;
import org.jooq.SQLDialect;
import org.jooq.Sequence;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import java.util.Iterator;
import java.util.List;

import javax.sql.DataSource;

/** Recipe: jOOQ inserts rows with ids from Nextval. */
// recipe
final class JooqOrders {
    private static final Sequence<Long> ORDER_IDS =
            DSL.sequence(DSL.name("orders"), SQLDataType.BIGINT);
    private static final Table<?> ORDERS = DSL.table("orders");
    private static final Field<Long> ID = DSL.field("id", SQLDataType.BIGINT);
    private static final Field<String> ITEM = DSL.field("item", SQLDataType.VARCHAR);

    private final DSLContext application;
    private final DSLContext nextval;

    JooqOrders(DataSource application, DataSource nextval) {
        this.application = DSL.using(application, SQLDialect.POSTGRES);
        this.nextval = DSL.using(nextval, SQLDialect.POSTGRES);
    }

    long insert(String item) {
        long id = nextval.nextval(ORDER_IDS);
        application.insertInto(ORDERS, ID, ITEM).values(id, item).execute();
        return id;
    }

    /** All ids in one round trip, all rows in one statement. */
    List<Long> insertAll(List<String> items) {
        List<Long> ids = nextval.nextvals(ORDER_IDS, items.size());
        Iterator<Long> next = ids.iterator();
        InsertValuesStep2<?, Long, String> insert = application.insertInto(ORDERS, ID, ITEM);
        for (String item : items) {
            insert = insert.values(next.next(), item);
        }
        insert.execute();
        return ids;
    }
}
// end of recipe
