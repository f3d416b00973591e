package io.nextval.server.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.AuditLines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The form of a line of the audit log. */
@Timeout(30)
final class AuditLogTest {

    @Test
    void writesOneLineForEachEvent() {
        try (AuditLines lines = new AuditLines()) {
            AuditLog.write(
                    AuditLog.Event.DDL, "anna", "10.0.0.1:7", "CREATE SEQUENCE s", AuditLog.OK);
            assertThat(lines.with("anna"))
                    .containsExactly(
                            "event=DDL user=\"anna\" address=\"10.0.0.1:7\""
                                    + " object=\"CREATE SEQUENCE s\" outcome=\"ok\"");
        }
    }

    @Test
    void letsNoNameForgeALine() {
        String line =
                AuditLog.line(
                        AuditLog.Event.LOGIN,
                        "x\" outcome=\"ok\"\nevent=LOGIN \u001b[2J\u2028\\",
                        "",
                        "",
                        "28P01");
        assertThat(line)
                .isEqualTo(
                        "event=LOGIN user=\"x\\\" outcome=\\\"ok\\\"\\u000aevent=LOGIN"
                                + " \\u001b[2J\\u2028\\\\\" address=\"\" object=\"\""
                                + " outcome=\"28P01\"");
    }

    @Test
    void cutsWhatIsLong() {
        String line = AuditLog.line(AuditLog.Event.LOGIN, "x".repeat(10_000), "", "", "ok");
        assertThat(line).hasSizeLessThan(700).contains("x…\"");
    }
}
