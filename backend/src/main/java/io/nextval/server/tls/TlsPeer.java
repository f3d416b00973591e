package io.nextval.server.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.nextval.client.tls.ChannelBinding;

import org.jspecify.annotations.Nullable;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What TLS knows about a connection of the client port. On its event loop, after its handshake. */
public final class TlsPeer {
    private TlsPeer() {}

    /** True if the connection is encrypted. */
    public static boolean encrypted(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    /**
     * The common name in the client's certificate, which tls_ca has signed; null if there is no
     * certificate, or not exactly one usable name in it.
     */
    public static @Nullable String commonName(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            return null;
        }
        try {
            return tls.engine().getSession().getPeerCertificates()[0]
                            instanceof X509Certificate certificate
                    ? commonName(certificate)
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    static @Nullable String commonName(X509Certificate certificate) {
        String found = null;
        try {
            for (Rdn part :
                    new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.size() > 1) {
                    return null;
                }
                if (part.getType().equalsIgnoreCase("CN")) {
                    if (found != null || !(part.getValue() instanceof String name)) {
                        return null;
                    }
                    found = name;
                }
            }
        } catch (InvalidNameException e) {
            return null;
        }
        return found == null || found.isEmpty() || found.indexOf('\0') >= 0 ? null : found;
    }

    /**
     * Data of the channel binding {@code tls-server-end-point} for SCRAM-SHA-256-PLUS; null without
     * TLS, or if this node's certificate has none.
     */
    public static byte @Nullable [] channelBinding(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            return null;
        }
        Certificate[] own = tls.engine().getSession().getLocalCertificates();
        return own != null && own.length > 0 && own[0] instanceof X509Certificate certificate
                ? ChannelBinding.of(certificate)
                : null;
    }
}
