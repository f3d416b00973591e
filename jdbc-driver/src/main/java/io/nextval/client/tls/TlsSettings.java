package io.nextval.client.tls;

import org.jspecify.annotations.Nullable;

/**
 * What the user said about TLS.
 *
 * @param mode whether to use it, and what to check
 * @param rootCert PEM file with the certificates that may sign a server's; null for those of the
 *     JVM
 * @param cert PEM file with the client's own certificate and those between it and the root; null
 *     for none
 * @param key PEM file with the private key of {@code cert}; null for none
 */
public record TlsSettings(
        Mode mode, @Nullable String rootCert, @Nullable String cert, @Nullable String key) {
    /** Nothing was said. */
    public static final TlsSettings UNSET = new TlsSettings(Mode.UNSET, null, null, null);

    /** Whether to use TLS, and what to check. */
    public enum Mode {
        /** Encrypts, and checks the certificate and that it is for the host of the URL. */
        VERIFY_FULL,
        /**
         * Encrypts, but does not check who answers; with a {@code rootCert} at least that it has a
         * certificate signed by that.
         */
        REQUIRE,
        /** No TLS. */
        DISABLE,
        /**
         * No TLS to a loopback address, unless a file is given; {@link #VERIFY_FULL} to all others.
         */
        UNSET
    }

    /** What is to be done for a server at such an address. */
    Mode effective(boolean loopback) {
        if (mode != Mode.UNSET) {
            return mode;
        }
        boolean anyFile = rootCert != null || cert != null || key != null;
        return loopback && !anyFile ? Mode.DISABLE : Mode.VERIFY_FULL;
    }
}
