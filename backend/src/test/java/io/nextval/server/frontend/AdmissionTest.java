package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.config.ServerLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/** The counts of connections, up to each limit and one further. */
@Timeout(60)
class AdmissionTest {
    private final Admission admission = new Admission();
    private final List<Admission.Place> places = new ArrayList<>();

    private Admission.Place enter(String host) {
        Admission.Place place = admission.enter(host);
        places.add(place);
        return place;
    }

    private void assertAdmitted(Admission.Place place) {
        assertThat(place.verdict()).isEqualTo(Admission.Verdict.ADMITTED);
        assertThat(place.refusal()).isNull();
    }

    private void assertRefused(Admission.Place place, String words) {
        assertThat(place.verdict()).isEqualTo(Admission.Verdict.REFUSED);
        assertThat(place.refusal()).contains(words);
    }

    @Test
    void limitsTheLoginsOfAnAddress() {
        for (int i = 0; i < ServerLimits.LOGINS_PER_ADDRESS.value(); i++) {
            assertAdmitted(enter("a"));
        }
        assertRefused(enter("a"), "connections of the address a");
        assertAdmitted(enter("b"));
        places.get(0).loggedIn();
        assertAdmitted(enter("a"));
        assertRefused(enter("a"), "connections of the address a");
        places.get(1).leave();
        places.get(1).leave();
        assertAdmitted(enter("a"));
        assertRefused(enter("a"), "connections of the address a");
    }

    @Test
    void limitsTheLoginsOfAllAddresses() {
        for (int i = 0; i < ServerLimits.LOGINS.value(); i++) {
            assertAdmitted(enter("host" + i));
        }
        assertRefused(enter("late"), "1000 connections wait to log in");
        places.get(0).leave();
        assertAdmitted(enter("late"));
    }

    @Test
    void limitsTheConnections() {
        for (int i = 0; i < ServerLimits.CONNECTIONS.value(); i++) {
            Admission.Place place = enter("a");
            assertAdmitted(place);
            place.loggedIn();
        }
        assertRefused(enter("a"), "this node has 10000 connections, which is its limit");
        places.get(0).leave();
        assertAdmitted(enter("a"));
    }

    @Test
    void closesWithoutAWordWhenTooManyAreBeingRefused() {
        for (int i = 0; i < ServerLimits.LOGINS_PER_ADDRESS.value(); i++) {
            enter("a");
        }
        for (int i = 0; i < ServerLimits.REFUSALS.value(); i++) {
            assertRefused(enter("a"), "wait to log in");
        }
        assertThat(enter("a").verdict()).isEqualTo(Admission.Verdict.CLOSED);
        places.get(ServerLimits.LOGINS_PER_ADDRESS.asInt()).leave();
        assertRefused(enter("a"), "wait to log in");
    }
}
