package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.SelectKey;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.sql.SQLException;

/** MyBatis on PostgreSQL through the wrapping driver. */
@Timeout(60)
final class MyBatisIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:MyBatisIT";

    @RegisterExtension static final Postgres POSTGRES = new Postgres("mybatis_orders");

    @BeforeEach
    void createTableHereAndSequenceThere() throws SQLException {
        POSTGRES.execute(
                "DROP TABLE IF EXISTS customer_orders",
                "CREATE TABLE customer_orders (id bigint PRIMARY KEY, item text)");
        Sql.execute(NEXTVAL, "DROP SEQUENCE IF EXISTS orders", "CREATE SEQUENCE orders START 100");
    }

    @ParameterizedTest
    @EnumSource(names = {"SIMPLE", "REUSE", "BATCH"})
    void selectsTheKeyFromTheClusterBeforeEachInsert(ExecutorType executor) throws SQLException {
        Row tea = new Row("tea");
        Row milk = new Row("milk");
        try (HikariDataSource pool = pool();
                SqlSession session = open(pool, executor)) {
            Rows rows = session.getMapper(Rows.class);
            rows.insertWithSelectKey(tea);
            rows.insertWithSelectKey(milk);
            session.commit();
        }
        assertStored(tea, milk);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIMPLE", "REUSE", "BATCH"})
    void readsTheGeneratedKeyOfAnInsertThatDraws(ExecutorType executor) throws SQLException {
        Row tea = new Row("tea");
        Row milk = new Row("milk");
        try (HikariDataSource pool = pool();
                SqlSession session = open(pool, executor)) {
            Rows rows = session.getMapper(Rows.class);
            rows.insertWithGeneratedKey(tea);
            rows.insertWithGeneratedKey(milk);
            session.commit();
        }
        assertStored(tea, milk);
    }

    private static void assertStored(Row tea, Row milk) throws SQLException {
        assertThat(tea.getId()).isEqualTo(100);
        assertThat(milk.getId()).isEqualTo(101);
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM customer_orders ORDER BY item DESC"))
                .containsExactly(100L, 101L);
    }

    private static HikariDataSource pool() {
        return Pools.open(POSTGRES.wrappedUrl("mem:MyBatisIT", "orders"));
    }

    private static SqlSession open(HikariDataSource pool, ExecutorType executor) {
        Configuration configuration =
                new Configuration(new Environment("test", new JdbcTransactionFactory(), pool));
        configuration.addMapper(Rows.class);
        return new SqlSessionFactoryBuilder().build(configuration).openSession(executor);
    }

    interface Rows {
        @Insert("INSERT INTO customer_orders (id, item) VALUES (#{id}, #{item})")
        @SelectKey(
                statement = "SELECT nextval('orders')",
                keyProperty = "id",
                before = true,
                resultType = long.class)
        void insertWithSelectKey(Row row);

        @Insert("INSERT INTO customer_orders (id, item) VALUES (nextval('orders'), #{item})")
        @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
        void insertWithGeneratedKey(Row row);
    }

    static final class Row {
        private long id;
        private String item;

        Row(String item) {
            this.item = item;
        }

        public long getId() {
            return id;
        }

        public void setId(long id) {
            this.id = id;
        }

        public String getItem() {
            return item;
        }

        public void setItem(String item) {
            this.item = item;
        }
    }
}
