package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What connections must have in common to share one client. {@code answerTimeoutMillis} is how long
 * a node may stay silent before its requests are sent elsewhere. With {@code embedded} the endpoint
 * is that of a node which is started in this JVM.
 */
public record ClientSettings(
        List<Endpoint> endpoints,
        @Nullable Embedded embedded,
        String user,
        String applicationName,
        int connectTimeoutMillis,
        int answerTimeoutMillis,
        boolean tcpKeepAlive) {
    /** A node in this JVM: the kind is {@code mem} or {@code embedded}. */
    public record Embedded(String kind, String nameOrDir) {}

    public ClientSettings {
        endpoints = List.copyOf(endpoints);
    }

    ClientSettings withEndpoints(List<Endpoint> others) {
        return new ClientSettings(
                others,
                embedded,
                user,
                applicationName,
                connectTimeoutMillis,
                answerTimeoutMillis,
                tcpKeepAlive);
    }
}
