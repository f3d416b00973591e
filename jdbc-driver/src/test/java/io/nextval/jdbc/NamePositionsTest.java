package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.jdbc.NamePositions.Mention;
import io.nextval.wire.NameArgument;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Where a text names a sequence. */
@Timeout(30)
class NamePositionsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT nextval('orders') | 16",
                "SELECT nextval('ORDERS') | 16",
                "SELECT nextval('other'), nextval('shop.orders') | 34",
                "SELECT nextval('other.orders') | 0",
                "SELECT nextval('\"orders\"') | 16",
                "SELECT nextval('\"Orders\"') | 0",
                "SELECT nextval('\"shop\" . orders') | 16",
                "SELECT NEXT VALUE FOR orders | 23",
                "SELECT NEXT VALUE FOR Shop . Orders | 23",
                "SELECT orders.nextval FROM dual | 8",
                "SELECT shop.orders.currval | 8",
                "SELECT 1 -- orders¶, nextval(orders) | 30",
                "SELECT 1 /* 'orders' */, nextval(orders) | 34",
                "SELECT 'it''s orders', nextval('orders') | 32",
                "SELECT nextval(?) | 0",
                "SELECT 'orders | 8",
                "SELECT \"orders | 8",
                "SELECT shop. | 0",
                "`` | 0",
            })
    void findsTheFirstMention(String sql, int position) {
        Mention found =
                NamePositions.find(sql.replace('¶', '\n'), List.of(), "shop", "shop.orders");
        assertThat(found == null ? 0 : found.position()).isEqualTo(position);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT nextval('public.s') | s | public | public.s | 16",
                "SELECT nextval('s') | shop.s | shop | s | 16",
                "SELECT nextval('nowhere.s') | nowhere.s | public | nowhere.s | 16",
                "SELECT setval('S\"', 1) | s\" | public | s\" | 15",
                "SELECT nextval(' a b ') | a | public | | ",
            })
    void givesTheNameAsItIsWritten(
            String sql,
            String shown,
            String sessionSchema,
            @Nullable String written,
            @Nullable Integer position) {
        assertThat(NamePositions.find(sql, List.of(), sessionSchema, shown))
                .isEqualTo(
                        written == null || position == null
                                ? null
                                : new Mention(written, position));
    }

    @Test
    void givesTheNameThatAParameterHas() {
        List<NameArgument> names = List.of(new NameArgument(1, "Public . \"S\""));
        assertThat(NamePositions.find("SELECT nextval(?)", names, "shop", "S"))
                .isEqualTo(new Mention("public.S", 0));
    }
}
