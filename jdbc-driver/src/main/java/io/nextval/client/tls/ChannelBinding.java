package io.nextval.client.tls;

import org.jspecify.annotations.Nullable;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;

/**
 * The channel binding {@code tls-server-end-point} of RFC 5929 §4: the hash of the server's
 * certificate, by which SCRAM notices that somebody sits between client and server.
 */
public final class ChannelBinding {
    /** Name of the binding in SCRAM's first message. */
    public static final String TYPE = "tls-server-end-point";

    private ChannelBinding() {}

    /**
     * The hash of a server's certificate with the hash function of its signature, SHA-256 in place
     * of MD5 and SHA-1. Null if the signature has no hash function of its own (Ed25519): then there
     * is no such binding.
     */
    public static byte @Nullable [] of(X509Certificate server) {
        String hash = hash(server);
        if (hash == null) {
            return null;
        }
        try {
            return MessageDigest.getInstance(hash).digest(server.getEncoded());
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private static @Nullable String hash(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.equals("RSASSA-PSS")) {
            return strong(pssHash(certificate));
        }
        int with = algorithm.indexOf("WITH");
        return with < 0 ? null : strong(algorithm.substring(0, with));
    }

    /** {@code SHA384} or {@code SHA-384} as the JDK calls it, never weaker than SHA-256. */
    private static @Nullable String strong(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return switch (name.replace("-", "").toUpperCase(Locale.ROOT)) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA224" -> "SHA-224";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> null;
        };
    }

    private static @Nullable String pssHash(X509Certificate certificate) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(certificate.getSigAlgParams());
            return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
        } catch (InvalidParameterSpecException e) {
            return null;
        } catch (GeneralSecurityException | java.io.IOException e) {
            return null;
        }
    }
}
