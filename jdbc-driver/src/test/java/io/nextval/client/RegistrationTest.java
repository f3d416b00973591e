package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls are numbered, and a group may forget what is below the lowest unsettled one. */
@Timeout(30)
class RegistrationTest {
    private final Registration registration = new Registration(7);

    private Ticket take() {
        Ticket ticket = registration.tryTake();
        assertThat(ticket).isNotNull();
        return java.util.Objects.requireNonNull(ticket);
    }

    @Test
    void numbersCallsFromOne() {
        assertThat(take()).isEqualTo(new Ticket(7, 1, 1));
        assertThat(take()).isEqualTo(new Ticket(7, 2, 1));
    }

    @Test
    void doesNotReleaseAnswersAboveAnUnsettledCall() {
        take();
        take();
        take();
        registration.settle(2);
        registration.settle(3);
        registration.settle(3);
        assertThat(take().answeredBelow()).isEqualTo(1);
        registration.settle(1);
        assertThat(take().answeredBelow()).isEqualTo(4);
        registration.settle(1);
        registration.settle(4);
        assertThat(take()).isEqualTo(new Ticket(7, 6, 5));
    }

    @Test
    void holdsCallsBackUntilThereIsRoom() {
        for (int i = 0; i < ClientLimits.OUTSTANDING_CALLS_MAX; i++) {
            take();
        }
        assertThat(registration.tryTake()).isNull();
        registration.settle(2);
        assertThat(registration.take(Deadline.after(1_000_000))).isNull();
        registration.settle(1);
        assertThat(take().answeredBelow()).isEqualTo(3);
        assertThat(registration.take(Deadline.after(1_000_000))).isNotNull();
        assertThat(registration.tryTake()).isNull();
    }
}
