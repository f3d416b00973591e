package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.NameArgument;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.RowSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** Programs are kept by schema, text and names, as long as they are used and not too long. */
@Timeout(30)
class ProgramCacheTest {
    private final ProgramCache cache = new ProgramCache();

    private static PreparedProgram program(String schema, String sql) {
        return program(schema, sql, List.of());
    }

    private static PreparedProgram program(String schema, String sql, List<NameArgument> names) {
        return program(schema, sql, names, ProgramKind.QUERY, "SELECT");
    }

    private static PreparedProgram program(
            String schema, String sql, List<NameArgument> names, ProgramKind kind, String tag) {
        Program program =
                new Program(
                        kind,
                        tag,
                        0,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        RowSource.SINGLE,
                        List.of(),
                        List.of());
        return new PreparedProgram(schema, sql, names, program, List.of());
    }

    @Test
    void tellsSchemasApart() {
        PreparedProgram inPublic = program("public", "select 1");
        cache.put(inPublic);
        assertThat(cache.get("public", "select 1", List.of())).isSameAs(inPublic);
        assertThat(cache.get("other", "select 1", List.of())).isNull();
    }

    @Test
    void tellsTheNamesOfParametersApart() {
        List<NameArgument> orders = List.of(new NameArgument(1, "orders"));
        PreparedProgram ofOrders = program("s", "select nextval(?)", orders);
        cache.put(ofOrders);
        assertThat(cache.get("s", "select nextval(?)", orders)).isSameAs(ofOrders);
        assertThat(cache.get("s", "select nextval(?)", List.of())).isNull();
        List<NameArgument> other = List.of(new NameArgument(1, "other"));
        assertThat(cache.get("s", "select nextval(?)", other)).isNull();
    }

    @Test
    void forgetsTheLeastRecentlyUsed() {
        for (int i = 0; i < ClientLimits.CACHED_PROGRAMS_MAX; i++) {
            cache.put(program("s", "select " + i));
        }
        assertThat(cache.get("s", "select 0", List.of())).isNotNull();
        cache.put(program("s", "one more"));
        assertThat(cache.size()).isEqualTo(ClientLimits.CACHED_PROGRAMS_MAX);
        assertThat(cache.get("s", "select 0", List.of())).isNotNull();
        assertThat(cache.get("s", "select 1", List.of())).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE ROLE, create user anna password 'horse'",
        "ALTER ROLE, /* new */ alter role anna with password 'horse'",
        "DROP ROLE, drop user anna -- password 'horse'",
    })
    void doesNotKeepTextsThatMayHoldAPassword(String tag, String sql) {
        PreparedProgram secret = program("s", sql, List.of(), ProgramKind.COMMAND, tag);
        cache.put(secret);
        assertThat(cache.get("s", sql, List.of())).isNull();
        assertThat(cache.size()).isZero();
    }

    @Test
    void doesNotKeepLongTexts() {
        String text = "x".repeat(ClientLimits.CACHED_SQL_CHARS_MAX + 1);
        cache.put(program("s", text));
        assertThat(cache.get("s", text, List.of())).isNull();
    }
}
