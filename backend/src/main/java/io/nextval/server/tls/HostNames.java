package io.nextval.server.tls;

import io.netty.util.NetUtil;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a certificate is for a host: only its subject alternative names count, as RFC 9525 says.
 * A name may begin with {@code *.} for one label; an address must be there as an address.
 */
final class HostNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private HostNames() {}

    static boolean matches(X509Certificate certificate, String host) {
        return names(certificate).stream().anyMatch(name -> matches(name, host));
    }

    /** All names and addresses that the certificate is for. */
    static Set<String> names(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        Collection<List<?>> all;
        try {
            all = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException e) {
            return names;
        }
        if (all != null) {
            for (List<?> name : all) {
                if (name.get(0) instanceof Integer kind
                        && (kind == DNS_NAME || kind == IP_ADDRESS)
                        && name.get(1) instanceof String text) {
                    names.add(text);
                }
            }
        }
        return names;
    }

    private static boolean matches(String name, String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        if (address != null) {
            return Arrays.equals(address, NetUtil.createByteArrayFromIpAddressString(name));
        }
        String wanted = plain(host);
        String given = plain(name);
        if (given.startsWith("*.")) {
            int dot = wanted.indexOf('.');
            return dot > 0 && wanted.substring(dot).equals(given.substring(1));
        }
        return given.equals(wanted);
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
