package io.nextval.server.command;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/**
 * The check that a text survives the way through the log unchanged. The leader may apply the
 * command it made while followers apply the decoded one, so a text that UTF-8 would alter must
 * never get in.
 */
final class Texts {
    private Texts() {}

    /** Bytes of UTF-8 of a text that was checked. */
    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Refuses names of a schema and a sequence that are too long or malformed. */
    static void checkSequence(String schema, String name) {
        check("schema name", schema, CommandLimits.NAME_BYTES_MAX);
        check("sequence name", name, CommandLimits.NAME_BYTES_MAX);
    }

    /** Refuses a verifier that is too long or malformed. */
    static void checkVerifier(@Nullable String verifier) {
        if (verifier != null) {
            check("verifier", verifier, CommandLimits.VERIFIER_BYTES_MAX);
        }
    }

    /** Refuses unpaired surrogates and more than {@code bytesMax} bytes of UTF-8. */
    static void check(String what, String text, int bytesMax) {
        int bytes = 0;
        for (int i = 0; i < text.length() && bytes <= bytesMax; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes += 1;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (!Character.isSurrogate(c)) {
                bytes += 3;
            } else {
                boolean pair =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new CommandFormatException(
                            what + " has an unpaired surrogate at index " + i);
                }
                bytes += 4;
                i++;
            }
        }
        if (bytes > bytesMax) {
            throw new CommandFormatException(
                    what + " is longer than " + bytesMax + " bytes of UTF-8");
        }
    }
}
