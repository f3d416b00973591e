package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.history.HistoryChecker;
import io.nextval.server.history.HistoryRecorder;
import io.nextval.server.history.Report;

/** Prints and asserts a history's verdict. */
final class Verdicts {
    private Verdicts() {}

    static Report assertHeld(HistoryRecorder recorder) {
        Report report = HistoryChecker.check(recorder.history());
        System.out.println(report);
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Report.Verdict.HELD);
        return report;
    }
}
