package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
final class CommandTagTest {
    @ParameterizedTest
    @CsvSource({
        "create sequence a, CREATE SEQUENCE",
        "' /* c */ -- d\n Drop  SEQUENCE a', DROP SEQUENCE",
        "'alter\nsequence a', ALTER SEQUENCE",
        "select 1, SELECT",
        "create, CREATE",
        "begin work, BEGIN",
        "start transaction read only, START TRANSACTION",
        "end, COMMIT",
        "abort, ROLLBACK",
        "discard sequences, DISCARD SEQUENCES",
        "comment on sequence s is null, COMMENT",
        "set search_path to a, SET",
        "'', OK",
        "'(select 1)', OK"
    })
    void namesTheCommand(String statement, String tag) {
        assertThat(CommandTag.of(statement)).isEqualTo(tag);
    }
}
