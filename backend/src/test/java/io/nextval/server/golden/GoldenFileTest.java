package io.nextval.server.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Map;

@Timeout(30)
class GoldenFileTest {
    private static final String TEXT =
            """
            # A comment
            CREATE SEQUENCE orders
                START 10;
            ok

            \\session b billing
            \\bind 5, 'x', null, true
            \\types
            \\differs it is faster
            SELECT ?;
            | a |
            | 1 |
            ~ 01000: careful
            """;

    @Test
    void readsStatementsWithWhatIsSaidAboutThem() {
        List<GoldenCase> cases = GoldenFile.parse("x.golden", TEXT).cases();

        assertThat(cases).hasSize(2);
        GoldenCase first = cases.get(0);
        assertThat(first.line()).isEqualTo(2);
        assertThat(first.sql()).isEqualTo("CREATE SEQUENCE orders\n    START 10");
        assertThat(first.session()).isEqualTo("main");
        assertThat(first.parameters()).isNull();
        assertThat(first.expected()).containsExactly("ok");
        GoldenCase second = cases.get(1);
        assertThat(second.line()).isEqualTo(10);
        assertThat(second.session()).isEqualTo("b");
        assertThat(second.schema()).isEqualTo("billing");
        assertThat(second.parameters()).containsExactly(5L, "x", null, true);
        assertThat(second.types()).isTrue();
        assertThat(second.postgres()).isEqualTo(GoldenCase.Postgres.DIFFERS);
        assertThat(second.expected()).containsExactly("| a |", "| 1 |", "~ 01000: careful");
    }

    @Test
    void rewritesOnlyTheOutcomes() {
        GoldenFile file = GoldenFile.parse("x.golden", TEXT);

        assertThat(file.rewritten(Map.of())).isEqualTo(TEXT);
        assertThat(file.rewritten(Map.of(10, List.of("! 42601: no"))))
                .isEqualTo(TEXT.substring(0, TEXT.indexOf("| a |")) + "! 42601: no\n");
    }

    @Test
    void sameOutcomesAreEqualButForSpaceAroundCellsAndWildcards() {
        List<String> expected = List.of("| a   | b |", "| <any> | 1 |");

        assertThat(Cells.same(expected, List.of("| a | b |", "| 7 | 1 |"))).isTrue();
        assertThat(Cells.same(expected, List.of("| a | b |", "| 7 | 2 |"))).isFalse();
        assertThat(Cells.same(expected, List.of("| a | b |", "| null | 1 |"))).isFalse();
        assertThat(Cells.same(expected, List.of("| a | b |"))).isFalse();
        assertThat(Cells.same(List.of("ok"), List.of("ok", "~ 01000: careful"))).isFalse();
    }

    @Test
    void valuesThatLookLikeTheFormAreTold() {
        assertThat(Cells.text(null)).isEqualTo("null");
        assertThat(Cells.text("null")).isEqualTo("'null'");
        assertThat(Cells.text("")).isEqualTo("''");
        assertThat(Cells.text(" a")).isEqualTo("' a'");
        assertThat(Cells.text("a|b\nc\\")).isEqualTo("a\\|b\\nc\\\\");
        assertThat(Cells.same(List.of("| a\\|b | c |"), List.of("| a\\|b | c |"))).isTrue();
        assertThat(Cells.same(List.of("| a\\|b | c |"), List.of("| a\\ | b | c |"))).isFalse();
    }

    @Test
    void refusesWhatIsNotAGoldenFileAndSaysWhere() {
        assertRefused("SELECT 1\n\n", "x.golden:1: a statement without a semicolon");
        assertRefused("\nok\n", "x.golden:2: an outcome without a statement");
        assertRefused("\\jump\n", "x.golden:1: no such directive: \\jump");
        assertRefused("\\bind x\n", "x.golden:1: not a value: x");
        assertRefused("\\differs\n", "x.golden:1: \\differs needs words");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> GoldenFile.parse("x.golden", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
