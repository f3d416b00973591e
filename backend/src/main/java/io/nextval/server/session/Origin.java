package io.nextval.server.session;

import org.jspecify.annotations.Nullable;

/**
 * Where a client comes from, as far as logging in goes.
 *
 * @param host its address without the port
 * @param address its address with the port
 * @param tls true if the connection is encrypted
 * @param binding the server's certificate as {@code tls-server-end-point} has it; null without TLS,
 *     or if the certificate's kind has none
 * @param certificateName the common name of the client's verified certificate; null without one
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares origins
public record Origin(
        String host,
        String address,
        boolean tls,
        byte @Nullable [] binding,
        @Nullable String certificateName) {}
