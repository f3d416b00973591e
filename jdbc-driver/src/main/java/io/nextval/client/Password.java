package io.nextval.client;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A password, which is shown nowhere. Two are equal if their texts are; what they are compared by
 * is a hash under a key of this JVM, so that neither equality nor the hash code tells of the text.
 */
public final class Password {
    /** No password. */
    public static final Password NONE = new Password("");

    private static final String HASH = "HmacSHA256";

    private final char[] text;
    private final byte[] hash;

    private Password(String text) {
        this.text = text.toCharArray();
        this.hash = hash(this.text);
    }

    /** The password with this text; an empty one is none. */
    public static Password of(String text) {
        return text.isEmpty() ? NONE : new Password(text);
    }

    public boolean isEmpty() {
        return text.length == 0;
    }

    /** A copy, for whoever logs in; to be wiped after use. */
    char[] chars() {
        return text.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password password && MessageDigest.isEqual(hash, password.hash);
    }

    @Override
    public int hashCode() {
        return (hash[0] & 0xFF) << 24
                | (hash[1] & 0xFF) << 16
                | (hash[2] & 0xFF) << 8
                | (hash[3] & 0xFF);
    }

    @Override
    public String toString() {
        return isEmpty() ? "(none)" : "(hidden)";
    }

    private static byte[] hash(char[] text) {
        try {
            Mac mac = Mac.getInstance(HASH);
            mac.init(Key.OF_THIS_JVM);
            mac.update(StandardCharsets.UTF_16BE.encode(CharBuffer.wrap(text)));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no " + HASH, e);
        }
    }

    private static final class Key {
        static final SecretKeySpec OF_THIS_JVM = random();

        private static SecretKeySpec random() {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            return new SecretKeySpec(key, HASH);
        }
    }
}
