package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class QueryTreeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "SELECT Name, \"Name\" FROM S.T | SELECT name, Name FROM s.t",
                "SELECT T.*, count(*) FROM T | SELECT t.*, COUNT(*) FROM t",
                "SELECT Ä.ÄB FROM Ä | SELECT Ä.Äb FROM Ä",
                "SELECT a::int4, b::text FROM t"
                        + "| SELECT CAST(a AS INTEGER), CAST(b AS VARCHAR) FROM t",
                "SELECT CAST(a AS int8) FROM t | SELECT CAST(a AS BIGINT) FROM t",
                "SELECT a FROM t WHERE a ILIKE 'x%'"
                        + "| SELECT a FROM t WHERE UPPER(a) LIKE UPPER('x%')",
                "SELECT a FROM t WHERE a NOT ILIKE ? ESCAPE '!'"
                        + "| SELECT a FROM t WHERE UPPER(a) NOT LIKE UPPER(?) ESCAPE '!'",
                "SELECT a FROM t WHERE a ~ 'x' | SELECT a FROM t WHERE a ~ 'x'",
                "SELECT (SELECT max(B) FROM U) FROM t WHERE A IN (SELECT C FROM V)"
                        + "| SELECT (SELECT MAX(b) FROM u) FROM t WHERE a IN (SELECT c FROM v)",
                "WITH W AS (TABLE T) SELECT * FROM W | WITH w AS (TABLE t) SELECT * FROM w",
            })
    void namesFoldAndPostgresOperatorsBecomeStandardOnes(String sql, String tree)
            throws SqlException {
        assertThat(text(tree(sql)).replaceAll("[()]", "")).isEqualTo(tree.replaceAll("[()]", ""));
    }

    @Test
    void eachCallGivesATreeOfItsOwn() throws SqlException {
        Query query = (Query) Parser.parse("SELECT a FROM t");

        SqlSelect first = (SqlSelect) Parser.queryTree(query);
        SqlSelect second = (SqlSelect) Parser.queryTree(query);
        first.setFrom(null);

        assertThat(second.getFrom()).isNotNull();
    }

    @Test
    void placesAreThoseInTheUsersText() throws SqlException {
        String sql = "EXPLAIN /* why */ SELECT a\n FROM t ORDER BY b;";
        Query query = (Query) ((Explain) Parser.parse(sql)).statement();

        SqlOrderBy tree = (SqlOrderBy) Parser.queryTree(query);

        assertThat(query.text().indexOf("ORDER")).isEqualTo(sql.indexOf("ORDER"));
        assertThat(tree.orderList.get(0).getParserPosition().getLineNum()).isEqualTo(2);
        assertThat(tree.orderList.get(0).getParserPosition().getColumnNum())
                .isEqualTo(" FROM t ORDER BY b".length());
    }

    @Test
    void parametersAreCountedOutsideOfQuotesAndComments() throws SqlException {
        Query query =
                (Query) Parser.parse("SELECT '?', \"?\" FROM t /* ? */ WHERE a = ? OR b = ? -- ?");

        assertThat(query.parameterCount()).isEqualTo(2);
    }

    @Test
    void textThatIsNoQueryIs42601() {
        assertThatExceptionOfType(SqlException.class)
                .isThrownBy(() -> Parser.queryTree(new Query("SELECT FROM", 0)))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42601"));
    }

    private static SqlNode tree(String sql) throws SqlException {
        return Parser.queryTree((Query) Parser.parse(sql));
    }

    private static String text(SqlNode tree) {
        return tree.toSqlString(AnsiSqlDialect.DEFAULT)
                .getSql()
                .replace("\n", " ")
                .replace("`", "")
                .replace("\"", "");
    }
}
