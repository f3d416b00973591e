package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.sql.SqlException;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.SessionAction;
import io.nextval.wire.SessionActionKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

@Timeout(60)
class SessionPlannerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "BEGIN; BEGIN; BEGIN",
                "START TRANSACTION; BEGIN; BEGIN",
                "COMMIT; COMMIT; COMMIT",
                "END; COMMIT; COMMIT",
                "ROLLBACK; ROLLBACK; ROLLBACK",
                "DISCARD SEQUENCES; DISCARD_SEQUENCES; DISCARD SEQUENCES",
                "DISCARD ALL; DISCARD_ALL; DISCARD ALL",
                "SAVEPOINT x; NONE; SAVEPOINT",
                "RESET ALL; RESET; RESET",
                "SET search_path = shop; SET; SET"
            })
    void leavesTheSessionToTheDriver(String sql, SessionActionKind kind, String tag)
            throws SqlException {
        Program program = Planned.program(sql);
        assertThat(program.kind()).isEqualTo(ProgramKind.SESSION);
        assertThat(program.tag()).isEqualTo(tag);
        assertThat(program.actions()).extracting(SessionAction::kind).containsExactly(kind);
    }

    @Test
    void hasTheKindsOfTheParserInTheirOrder() {
        assertThat(SessionActionKind.values())
                .extracting(Enum::name)
                .containsExactlyElementsOf(
                        Arrays.stream(io.nextval.sql.SessionAction.Kind.values())
                                .map(Enum::name)
                                .toList());
    }

    @Test
    void beginsATransactionWithItsModes() throws SqlException {
        assertThat(Planned.program("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY").actions())
                .containsExactlyInAnyOrder(
                        new SessionAction(SessionActionKind.BEGIN, "", null),
                        new SessionAction(
                                SessionActionKind.SET_TRANSACTION, "isolation", "serializable"),
                        new SessionAction(SessionActionKind.SET_TRANSACTION, "read_only", "on"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SET default_transaction_read_only = yes; default_transaction_read_only; on",
                "SET default_transaction_read_only TO 0; default_transaction_read_only; off",
                "SET statement_timeout = '2 s'; statement_timeout; 2000",
                "SET statement_timeout = 1500; statement_timeout; 1500",
                "SET lock_timeout = '1min'; lock_timeout; 60000",
                "SET client_encoding = 'utf-8'; client_encoding; UTF8",
                "SET TimeZone = 'europe/berlin'; timezone; Europe/Berlin",
                "SET default_transaction_isolation = 'REPEATABLE  READ';"
                        + " default_transaction_isolation; repeatable read",
                "SET Application_Name = 'Billing'; application_name; Billing"
            })
    void keepsValuesInOneForm(String sql, String name, String value) throws SqlException {
        assertThat(Planned.program(sql).actions())
                .containsExactly(new SessionAction(SessionActionKind.SET, name, value));
    }

    @Test
    void setsADefaultByLeavingTheValueOut() throws SqlException {
        assertThat(Planned.program("SET statement_timeout TO DEFAULT").actions())
                .containsExactly(
                        new SessionAction(SessionActionKind.SET, "statement_timeout", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SET statment_timeout = 1; 42704;"
                        + " unrecognized configuration parameter \"statment_timeout\";"
                        + " did you mean statement_timeout?",
                "RESET nothing_like_it; 42704;"
                        + " unrecognized configuration parameter \"nothing_like_it\";"
                        + " SHOW ALL shows what there is",
                "SET server_version = '9'; 55P02; parameter \"server_version\" cannot be changed;"
                        + " ''",
                "SET default_transaction_isolation = 'chaos'; 22023; invalid value for parameter"
                        + " \"default_transaction_isolation\": \"chaos\"; the levels are serializable,"
                        + " repeatable read, read committed, read uncommitted",
                "SET default_transaction_read_only = maybe; 22023; parameter"
                        + " \"default_transaction_read_only\" requires a Boolean value; write on or"
                        + " off",
                "SET statement_timeout = 'soon'; 22023; invalid value for parameter"
                        + " \"statement_timeout\": \"soon\"; write milliseconds, or a number with one"
                        + " of us, ms, s, min, h, d",
                "SET statement_timeout = '9999999 h'; 22023; invalid value for parameter"
                        + " \"statement_timeout\": \"9999999 h\"; the greatest value is 2147483647 ms",
                "SET client_encoding = 'LATIN1'; 22023; invalid value for parameter"
                        + " \"client_encoding\": \"LATIN1\"; all texts are UTF8",
                "SET timezone = 'Nowhere/Land'; 22023; invalid value for parameter \"timezone\":"
                        + " \"Nowhere/Land\"; write a name such as UTC or Europe/Berlin, or +02:00"
            })
    void refusesWhatCanNotBeSet(String sql, String sqlState, String message, String hint) {
        SqlException refused = Planned.refused(sql);
        assertThat(refused.sqlState()).isEqualTo(sqlState);
        assertThat(refused).hasMessage(message);
        assertThat(refused.hint()).isEqualTo(hint);
    }
}
