package io.nextval.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.config.ServerLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;

/** How long whoever guesses has to wait. */
@Timeout(60)
final class FailedLoginsTest {
    private final FailedLogins failed = new FailedLogins();

    @Test
    void doublesTheDelayUpToItsLimit() {
        long[] expected = {100, 200, 400, 800, 1_500, 1_500};
        for (long delay : expected) {
            failed.failed("h", "anna", 0);
            assertThat(failed.delayMillis("h", "anna", 0)).isEqualTo(delay);
        }
        for (int i = 0; i < 100; i++) {
            failed.failed("h", "anna", 0);
        }
        assertThat(failed.delayMillis("h", "anna", 0))
                .isEqualTo(ServerLimits.LOGIN_DELAY_MILLIS.value());
    }

    /** A driver waits two seconds for a host, and should hear that the password is wrong. */
    @Test
    void delaysNoAnswerAsLongAsADriverWaits() {
        for (int i = 0; i < 1_000; i++) {
            failed.failed("h", "anna", 0);
        }
        assertThat(failed.delayMillis("h", "anna", 0)).isBetween(1_000L, 1_500L);
    }

    @Test
    void holdsNobodyElseBack() {
        failed.failed("h", "anna", 0);
        assertThat(failed.delayMillis("h", "bert", 0)).isZero();
        assertThat(failed.delayMillis("other", "anna", 0)).isZero();
    }

    @Test
    void holdsBackAnAddressThatTriesManyUsers() {
        for (int i = 0; i < 25; i++) {
            failed.failed("h", "user" + i, 0);
        }
        assertThat(failed.delayMillis("h", "new", 0)).isPositive();
        assertThat(failed.delayMillis("other", "new", 0)).isZero();
    }

    @Test
    void forgetsAfterAWhile() {
        failed.failed("h", "anna", 0);
        long later = TimeUnit.MILLISECONDS.toNanos(ServerLimits.LOGIN_FAILURE_MILLIS.value()) + 1;
        assertThat(failed.delayMillis("h", "anna", later)).isZero();
        assertThat(failed.size()).isZero();
    }

    @Test
    void forgetsTheQuietestWhenThereAreTooMany() {
        int max = ServerLimits.LOGIN_FAILURES.asInt();
        for (int i = 0; i < max; i++) {
            failed.failed("h", "user" + i, 0);
        }
        assertThat(failed.size()).isEqualTo(max);
        assertThat(failed.delayMillis("h", "user" + (max - 1), 0)).isPositive();
        assertThat(failed.delayMillis("h", "user0", 0))
                .as("the address itself is not forgotten")
                .isEqualTo(ServerLimits.LOGIN_DELAY_MILLIS.value());
    }
}
