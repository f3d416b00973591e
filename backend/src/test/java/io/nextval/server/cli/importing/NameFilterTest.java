package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/** Which names are chosen, and how names fold. */
@Timeout(60)
final class NameFilterTest {
    @Test
    void choosesByPatternsInWhichNothingElseHasAMeaning() {
        NameFilter filter = new NameFilter(List.of("order*", "a.b"), List.of("*_?"));
        assertThat(filter.test("orders")).isTrue();
        assertThat(filter.test("ORDERS")).isTrue();
        assertThat(filter.test("orders_1")).isFalse();
        assertThat(filter.test("orders_12")).isTrue();
        assertThat(filter.test("a.b")).isTrue();
        assertThat(filter.test("axb")).isFalse();
        assertThat(new NameFilter(List.of(), List.of()).test("any")).isTrue();
    }

    @Test
    void foldsToWhatUnquotedTextMeansHere() {
        assertThat(Folding.UPPER_CASE_THERE.fold("ORDER_LINES")).isEqualTo("order_lines");
        assertThat(Folding.UPPER_CASE_THERE.fold("OrderLines")).isEqualTo("OrderLines");
        assertThat(Folding.AS_WRITTEN_THERE.fold("OrderLines")).isEqualTo("orderlines");
    }
}
