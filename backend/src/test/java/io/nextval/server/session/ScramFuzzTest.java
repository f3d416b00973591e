package io.nextval.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.ScramTalk;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Objects;
import java.util.SplittableRandom;

/** Whatever a client says, it gets in with the password only, and is refused in good order. */
class ScramFuzzTest {
    private static final String PASSWORD = "secret";
    private static final Verifier VERIFIER =
            Objects.requireNonNull(Verifier.parse(Scram.verifier(PASSWORD)));
    private static final byte[] BINDING = {1, 2, 3};

    @Property(tries = 5_000)
    void anyFirstMessageIsTakenOrRefused(@ForAll String message, @ForAll boolean bound) {
        start(message, bound);
    }

    @Property(tries = 10_000)
    void aChangedFirstMessageIsTakenOrRefused(@ForAll long seed, @ForAll boolean bound) {
        ScramTalk talk = bound ? ScramTalk.bound(BINDING) : ScramTalk.plain();
        start(changed(talk.first(), new SplittableRandom(seed)), bound);
    }

    private static void start(String message, boolean bound) {
        try {
            String challenge = ScramServer.start(message, bound, BINDING).challenge(VERIFIER);
            assertThat(challenge).startsWith("r=").contains(",s=").endsWith(",i=4096");
        } catch (LoginException e) {
            assertThat(e.sqlState()).isEqualTo("08P01");
        }
    }

    @Property(tries = 500)
    void aChangedProofProvesNothing(@ForAll long seed) throws LoginException {
        ScramTalk talk = ScramTalk.plain();
        ScramServer server = ScramServer.start(talk.first(), false, null);
        String proof = talk.proof(server.challenge(VERIFIER), PASSWORD);
        String changed = changed(proof, new SplittableRandom(seed));
        String last;
        try {
            last = server.prove(changed);
        } catch (LoginException e) {
            assertThat(e.sqlState()).isEqualTo("08P01");
            return;
        }
        assertThat(last == null).isEqualTo(!changed.equals(proof));
    }

    @Property(tries = 5_000)
    void anyTextIsAVerifierOrNone(@ForAll String text, @ForAll long seed) {
        assertThat(Verifier.parse(text)).isNull();
        Verifier changed = Verifier.parse(changed(VERIFIER.text(), new SplittableRandom(seed)));
        if (changed != null) {
            assertThat(Verifier.parse(changed.text())).isNotNull();
        }
    }

    private static String changed(String text, SplittableRandom random) {
        StringBuilder changed = new StringBuilder(text);
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(32, 127));
                case 1 -> changed.insert(at, (char) random.nextInt(0, 0x3000));
                default -> changed.deleteCharAt(at);
            }
        }
        return changed.toString();
    }
}
