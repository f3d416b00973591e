package io.nextval.server.config;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * What a node is told about who may use it.
 *
 * @param auth how clients show who they are
 * @param superuser name of the user that the first start of a cluster creates
 * @param superuserPasswordFile file with that user's password; null to make one up
 * @param insecure true if the node may listen to others without authentication
 * @param tls TLS for clients and between the nodes
 */
public record SecurityConfig(
        Auth auth,
        String superuser,
        @Nullable Path superuserPasswordFile,
        boolean insecure,
        TlsConfig tls) {
    /** Name of the first superuser, if nobody says another. */
    public static final String SUPERUSER = "nextval";

    /** Everybody on this machine is trusted. */
    public static final SecurityConfig TRUST =
            new SecurityConfig(Auth.TRUST, SUPERUSER, null, false, TlsConfig.OFF);

    public SecurityConfig {
        if (auth == Auth.CERT && (tls.mode() == TlsConfig.Mode.OFF || tls.ca() == null)) {
            throw new IllegalArgumentException(
                    "auth=cert needs TLS and somebody who signs: set tls_cert, tls_key and tls_ca");
        }
    }
}
