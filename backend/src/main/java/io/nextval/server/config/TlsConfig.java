package io.nextval.server.config;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * What a node is told about TLS.
 *
 * @param mode whether clients may, or must, use it
 * @param cert PEM file with this node's certificate and those between it and the root; null for
 *     none
 * @param key PEM file with the private key of {@code cert}; null for none
 * @param ca PEM file with the certificates that sign those of clients and of other nodes; null for
 *     none
 */
public record TlsConfig(Mode mode, @Nullable Path cert, @Nullable Path key, @Nullable Path ca) {
    /** No TLS. */
    public static final TlsConfig OFF = new TlsConfig(Mode.OFF, null, null, null);

    /** Whether clients use TLS. */
    public enum Mode {
        /** They can not. */
        OFF,
        /** The first bytes of a connection decide. */
        OPTIONAL,
        /** A connection without it is refused. */
        REQUIRE
    }

    public TlsConfig {
        if ((cert == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "tls_cert and tls_key belong together: "
                            + (cert == null ? "tls_cert" : "tls_key")
                            + " is missing");
        }
        if (mode != Mode.OFF && cert == null) {
            throw new IllegalArgumentException(
                    "a server with TLS needs its certificate: set tls_cert and tls_key");
        }
    }

    /** True if the nodes prove to each other who they are. */
    public boolean mutualBetweenNodes() {
        return cert != null && key != null && ca != null;
    }
}
