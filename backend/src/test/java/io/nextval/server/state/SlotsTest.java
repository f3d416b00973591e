package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlotsTest {

    @Test
    void putsNamesWhereTheyAlwaysWere() {
        assertThat(Slots.of("public", "orders")).isEqualTo(3141);
        assertThat(Slots.of("public", "invoices")).isEqualTo(2523);
        assertThat(Slots.of("app", "orders")).isEqualTo(1643);
        assertThat(Slots.of("", "")).isEqualTo(1531);
        assertThat(Slots.of("öffentlich", "数列 🙂")).isEqualTo(1017);
    }

    @Test
    void keepsTheSchemaApartFromTheName() {
        assertThat(Slots.of("a", "bc")).isNotEqualTo(Slots.of("ab", "c"));
    }

    @Test
    void readsTheSlotFromAnId() {
        assertThat(Slots.ofId(4096L * 77 + 1234)).isEqualTo(1234);
        assertThat(Slots.ofId(Long.MAX_VALUE)).isEqualTo(4095);
    }

    @Test
    void spreadsNamesThatDifferInAFewCharacters() {
        int[] hits = new int[Slots.COUNT];
        int names = 100 * Slots.COUNT;
        for (int i = 0; i < names; i++) {
            hits[Slots.of("public", "table_" + i + "_id_seq")]++;
        }
        double chiSquare = 0;
        for (int hit : hits) {
            chiSquare += (hit - 100.0) * (hit - 100.0) / 100.0;
        }
        // 4095 degrees of freedom: mean 4095, standard deviation 90
        assertThat(chiSquare).isBetween(3600.0, 4600.0);
    }
}
