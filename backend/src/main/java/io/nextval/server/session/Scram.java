package io.nextval.server.session;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;

import io.nextval.server.config.ServerLimits;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;

/**
 * Verifiers of passwords for SCRAM-SHA-256, as PostgreSQL writes them: {@code
 * SCRAM-SHA-256$iterations:salt$StoredKey:ServerKey}, the last three in base64. Any thread, but
 * {@link #verifier} takes milliseconds: never on an event loop.
 */
public final class Scram {
    /** How often the hash of a new password is iterated, as in PostgreSQL. */
    public static final int ITERATIONS = 4096;

    private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Scram() {}

    /**
     * Makes the verifier of a password, with a random salt. The password is prepared by SASLprep;
     * one that SASLprep refuses is taken as it is, as PostgreSQL and its drivers do.
     *
     * @throws IllegalArgumentException if the password is empty or too long, in words for the user
     */
    public static String verifier(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("a password must not be empty");
        }
        int max = ServerLimits.PASSWORD_CHARS.asInt();
        if (password.length() > max) {
            throw new IllegalArgumentException(
                    "a password of "
                            + password.length()
                            + " characters is longer than the limit of "
                            + max);
        }
        byte[] salt = ScramFunctions.salt(SALT_BYTES, RANDOM);
        byte[] salted =
                ScramFunctions.saltedPassword(
                        SHA_256,
                        StringPreparation.POSTGRESQL_PREPARATION,
                        password.toCharArray(),
                        salt,
                        ITERATIONS);
        byte[] clientKey = ScramFunctions.clientKey(SHA_256, salted);
        byte[] storedKey = ScramFunctions.storedKey(SHA_256, clientKey);
        byte[] serverKey = ScramFunctions.serverKey(SHA_256, salted);
        return new Verifier(ITERATIONS, salt, storedKey, serverKey).text();
    }

    /** True if the text is a verifier, and not a password that one is to be made of. */
    public static boolean isVerifier(String text) {
        return Verifier.parse(text) != null;
    }

    /**
     * Why a verifier is not taken although it is well-formed, in words for the user; null if it is
     * taken, or is none.
     */
    public static @Nullable String refusal(String text) {
        Verifier verifier = Verifier.parse(text);
        if (verifier == null) {
            return null;
        }
        long min = ServerLimits.SCRAM_ITERATIONS_MIN.value();
        long max = ServerLimits.SCRAM_ITERATIONS_MAX.value();
        return verifier.iterations() < min || verifier.iterations() > max
                ? "a verifier of "
                        + verifier.iterations()
                        + " iterations is not taken; allowed are "
                        + min
                        + " to "
                        + max
                : null;
    }
}
