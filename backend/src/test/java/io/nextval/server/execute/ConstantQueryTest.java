package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.sql.Parser;
import io.nextval.sql.Select;
import io.nextval.sql.SqlException;
import io.nextval.wire.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

@Timeout(60)
class ConstantQueryTest {

    private static Result run(String sql, Object... parameters) throws SqlException {
        return ConstantQuery.run((Select) Parser.parse(sql), List.of(parameters));
    }

    @Test
    void answersConstants() throws SqlException {
        Result result = run("SELECT 1, 'a' AS letter");
        assertThat(result.rows()).containsExactly(List.of(1L, "a"));
        assertThat(result.columns())
                .extracting(c -> c.label())
                .containsExactly("?column?", "letter");
        assertThat(result.updateCount()).isEqualTo(-1);
    }

    @Test
    void makesARowForEachNumberOfASeries() throws SqlException {
        assertThat(run("SELECT 1 FROM generate_series(-1, 2)").rows()).hasSize(4);
        assertThat(run("SELECT 1 FROM generate_series(2, 1)").rows()).isEmpty();
        assertThat(run("SELECT 1 FROM generate_series(1, ?)", 3L).rows()).hasSize(3);
    }

    @Test
    void limitsTheRowsOfASeriesWhateverItsBounds() {
        for (String bounds : List.of("1, 10001", "-9223372036854775808, 9223372036854775807")) {
            assertThatThrownBy(() -> run("SELECT 1 FROM generate_series(" + bounds + ")"))
                    .isInstanceOfSatisfying(
                            SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("54000"));
        }
    }

    @Test
    void asksForMissingParameters() {
        assertThatThrownBy(() -> run("SELECT 1 FROM generate_series(1, ?)"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("07001"));
    }
}
