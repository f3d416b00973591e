package io.nextval.integrations.recipes;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;

import java.util.List;

/** Recipes: mappers of the application's database, and one of Nextval. */
final class MyBatisRecipe {
    private MyBatisRecipe() {}

    // recipe
    /** A mapper of a second SqlSessionFactory, whose data source is Nextval. */
    interface Numbers {
        @Select("SELECT nextval('orders')")
        long nextOrder();

        @Select("SELECT nextval('orders') FROM generate_series(1, #{count})")
        List<Long> nextOrders(int count);
    }

    // end of recipe

    static final class Order {
        private long id;
        private String item;

        Order(String item) {
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

    interface OrderMapper {
        @Insert("INSERT INTO orders (id, item) VALUES (#{id}, #{item})")
        void insert(Order order);
    }

    /** Described by OrderXmlMapper.xml. */
    interface OrderXmlMapper {
        void insert(Order order);
    }
}
