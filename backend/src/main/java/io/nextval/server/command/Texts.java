package io.nextval.server.command;

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
