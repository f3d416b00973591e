package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Locale;

/**
 * The names inside {@code nextval('…')}: any text is a name or an error, and a name stays itself.
 */
final class NameFuzzTest {

    @Property(tries = 20_000)
    void anyTextIsANameOrAnSqlError(@ForAll String text) {
        check(text);
    }

    @Property(tries = 20_000)
    void whatLooksLikeANameIsOneOrAnSqlError(@ForAll("nearlyNames") String text) {
        check(text);
    }

    @Provide
    Arbitrary<String> nearlyNames() {
        return Arbitraries.strings().withChars("aZé_9$.\"' \t\\[`").ofMaxLength(80);
    }

    private static void check(String text) {
        QualifiedName name;
        try {
            name = Parser.sequenceName(text);
        } catch (SqlException e) {
            assertThat(e.sqlState()).hasSize(5).isEqualTo(e.sqlState().toUpperCase(Locale.ROOT));
            return;
        }
        try {
            assertThat(Parser.sequenceName(name.toSql())).isEqualTo(name);
        } catch (SqlException e) {
            throw new AssertionError(name.toSql() + " is not read back", e);
        }
    }
}
