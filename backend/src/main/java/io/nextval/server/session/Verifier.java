package io.nextval.server.session;

import org.jspecify.annotations.Nullable;

import java.util.Base64;

/**
 * A password's verifier, taken apart. It proves who knows the password and does not tell it; but
 * whoever has it can pretend to be the server, and can try passwords at leisure. It is never shown.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares verifiers, and nobody changes them
record Verifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey) {
    private static final String PREFIX = "SCRAM-SHA-256$";
    private static final int KEY_BYTES = 32;
    private static final int TEXT_CHARS_MAX = 512;
    private static final int ITERATION_DIGITS_MAX = 9;

    /** Takes a verifier's text apart; null if it is none. */
    static @Nullable Verifier parse(String text) {
        if (!text.startsWith(PREFIX) || text.length() > TEXT_CHARS_MAX) {
            return null;
        }
        int colon = text.indexOf(':', PREFIX.length());
        int dollar = text.indexOf('$', PREFIX.length());
        int last = text.lastIndexOf(':');
        if (colon < 0 || dollar < colon || last < dollar) {
            return null;
        }
        int iterations = number(text.substring(PREFIX.length(), colon));
        byte[] salt = decoded(text.substring(colon + 1, dollar));
        byte[] storedKey = decoded(text.substring(dollar + 1, last));
        byte[] serverKey = decoded(text.substring(last + 1));
        if (iterations < 1
                || salt.length == 0
                || storedKey.length != KEY_BYTES
                || serverKey.length != KEY_BYTES) {
            return null;
        }
        return new Verifier(iterations, salt, storedKey, serverKey);
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > ITERATION_DIGITS_MAX) {
            return 0;
        }
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** The bytes; none if the text is no base64. */
    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** As PostgreSQL writes it. */
    String text() {
        Base64.Encoder base64 = Base64.getEncoder();
        return PREFIX
                + iterations
                + ':'
                + base64.encodeToString(salt)
                + '$'
                + base64.encodeToString(storedKey)
                + ':'
                + base64.encodeToString(serverKey);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "Verifier[" + iterations + " iterations]";
    }
}
