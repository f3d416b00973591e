package io.nextval.client;

import io.nextval.client.tls.TlsSettings;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What connections must have in common to share one client.
 *
 * @param endpoints the hosts of the URL, tried in this order
 * @param embedded if given, the endpoint is that of a node which is started in this JVM
 * @param user who logs in; empty for nobody
 * @param connectTimeoutMillis how long one attempt may take to get a TCP connection
 * @param loginTimeoutMillis how long it may take from there on, for TLS, Hello and the login
 * @param answerTimeoutMillis how long a node may stay silent before its requests are sent elsewhere
 */
public record ClientSettings(
        List<Endpoint> endpoints,
        @Nullable Embedded embedded,
        String user,
        Password password,
        String applicationName,
        TlsSettings tls,
        ChannelBindingMode channelBinding,
        int connectTimeoutMillis,
        int loginTimeoutMillis,
        int answerTimeoutMillis,
        boolean tcpKeepAlive) {
    /** A node in this JVM: the kind is {@code mem} or {@code embedded}. */
    public record Embedded(String kind, String nameOrDir) {}

    public ClientSettings {
        endpoints = List.copyOf(endpoints);
    }

    /** Without a password, with nothing said about TLS, and one time for connecting and login. */
    public ClientSettings(
            List<Endpoint> endpoints,
            @Nullable Embedded embedded,
            String user,
            String applicationName,
            int connectTimeoutMillis,
            int answerTimeoutMillis,
            boolean tcpKeepAlive) {
        this(
                endpoints,
                embedded,
                user,
                Password.NONE,
                applicationName,
                TlsSettings.UNSET,
                ChannelBindingMode.PREFER,
                connectTimeoutMillis,
                connectTimeoutMillis,
                answerTimeoutMillis,
                tcpKeepAlive);
    }

    ClientSettings withEndpoints(List<Endpoint> others) {
        return new ClientSettings(
                others,
                embedded,
                user,
                password,
                applicationName,
                tls,
                channelBinding,
                connectTimeoutMillis,
                loginTimeoutMillis,
                answerTimeoutMillis,
                tcpKeepAlive);
    }
}
