package io.nextval.integrations.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.integrations.Postgres;
import io.nextval.integrations.Sql;

import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

@Timeout(60)
final class MyBatisRecipeIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:MyBatisRecipeIT";

    @RegisterExtension static final Postgres POSTGRES = new Postgres("mybatis_recipe");

    @BeforeEach
    void createTableHereAndSequenceThere() throws SQLException {
        POSTGRES.execute(
                "DROP TABLE IF EXISTS orders",
                "CREATE TABLE orders (id bigint PRIMARY KEY, item text NOT NULL)");
        Sql.execute(NEXTVAL, "DROP SEQUENCE IF EXISTS orders", "CREATE SEQUENCE orders START 100");
    }

    @Test
    void insertsRowsWhoseIdsASecondMapperDraws() throws SQLException {
        Configuration application = configuration(POSTGRES.url());
        application.addMapper(MyBatisRecipe.OrderMapper.class);
        Configuration nextval = configuration(NEXTVAL);
        nextval.addMapper(MyBatisRecipe.Numbers.class);

        try (SqlSession numbers = open(nextval, ExecutorType.SIMPLE);
                SqlSession session = open(application, ExecutorType.BATCH)) {
            List<Long> ids = numbers.getMapper(MyBatisRecipe.Numbers.class).nextOrders(2);
            for (long id : ids) {
                MyBatisRecipe.Order order = new MyBatisRecipe.Order("item " + id);
                order.setId(id);
                session.getMapper(MyBatisRecipe.OrderMapper.class).insert(order);
            }
            session.commit();
            assertThat(numbers.getMapper(MyBatisRecipe.Numbers.class).nextOrder()).isEqualTo(102L);
        }
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM orders ORDER BY id"))
                .containsExactly(100L, 101L);
    }

    @Test
    void insertsRowsWithIdsOfAKeyGenerator() throws Exception {
        Configuration application = configuration(POSTGRES.url());
        new NextvalKeys(DataSources.of(NEXTVAL), "orders", "id")
                .use(application, MyBatisRecipe.OrderXmlMapper.class.getName() + ".insert");
        readMapper(application, "OrderXmlMapper.xml");

        for (ExecutorType kind : List.of(ExecutorType.SIMPLE, ExecutorType.BATCH)) {
            try (SqlSession session = open(application, kind)) {
                MyBatisRecipe.OrderXmlMapper orders =
                        session.getMapper(MyBatisRecipe.OrderXmlMapper.class);
                MyBatisRecipe.Order tea = new MyBatisRecipe.Order("tea");
                MyBatisRecipe.Order milk = new MyBatisRecipe.Order("milk");
                orders.insert(tea);
                orders.insert(milk);
                session.commit();
                assertThat(milk.getId()).isEqualTo(tea.getId() + 1);
            }
        }
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM orders ORDER BY id"))
                .containsExactly(100L, 101L, 102L, 103L);
    }

    private static Configuration configuration(String url) {
        return new Configuration(
                new Environment("test", new JdbcTransactionFactory(), DataSources.of(url)));
    }

    private static void readMapper(Configuration configuration, String file) throws IOException {
        try (InputStream xml =
                Objects.requireNonNull(MyBatisRecipeIT.class.getResourceAsStream(file))) {
            new XMLMapperBuilder(xml, configuration, file, configuration.getSqlFragments()).parse();
        }
    }

    private static SqlSession open(Configuration configuration, ExecutorType kind) {
        SqlSessionFactory factory = new SqlSessionFactoryBuilder().build(configuration);
        return factory.openSession(kind);
    }
}
