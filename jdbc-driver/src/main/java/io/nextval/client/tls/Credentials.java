package io.nextval.client.tls;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A certificate with its private key.
 *
 * @param key the key; {@link #toString} does not show it
 * @param chain the certificate itself first, then those that lead to the root
 */
public record Credentials(PrivateKey key, List<X509Certificate> chain) {
    public Credentials {
        chain = List.copyOf(chain);
    }

    /**
     * Reads both from PEM files and checks that they belong together.
     *
     * @param certSetting name of the setting that names the certificate's file
     * @param keySetting name of the setting that names the key's file
     * @throws TlsException with what is wrong and what to do
     */
    public static Credentials read(String certSetting, Path cert, String keySetting, Path key)
            throws TlsException {
        List<X509Certificate> chain = PemFile.certificates(certSetting, cert);
        PrivateKey secret = PemFile.privateKey(keySetting, key);
        if (!belongTogether(secret, chain.get(0).getPublicKey())) {
            throw new TlsException(
                    keySetting
                            + " "
                            + key
                            + " is not the key of the first certificate in "
                            + certSetting
                            + " "
                            + cert);
        }
        return new Credentials(secret, chain);
    }

    private static boolean belongTogether(PrivateKey secret, PublicKey open) {
        if (secret instanceof RSAKey a && open instanceof RSAKey b) {
            return a.getModulus().equals(b.getModulus());
        }
        if (!secret.getAlgorithm().equals(open.getAlgorithm())) {
            return false;
        }
        try {
            Signature signature =
                    Signature.getInstance(
                            secret.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "EdDSA");
            byte[] text = {1, 2, 3};
            signature.initSign(secret);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Offers this certificate whenever its kind of key is asked for, whatever authorities the other
     * side names: it shall be the one to say that it does not know ours.
     */
    public X509ExtendedKeyManager keyManager() {
        return new OneKey(this);
    }

    @Override
    public String toString() {
        return "certificate of " + chain.get(0).getSubjectX500Principal();
    }

    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "nextval";

        private final Credentials credentials;

        OneKey(Credentials credentials) {
            this.credentials = credentials;
        }

        private @Nullable String alias(@Nullable String... keyTypes) {
            for (String type : keyTypes) {
                if (credentials.key.getAlgorithm().equals(type)) {
                    return ALIAS;
                }
            }
            return null;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return alias(keyTypes);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return alias(keyType);
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(keyTypes);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias(keyType);
        }

        @Override
        public String @Nullable [] getClientAliases(
                String keyType, Principal @Nullable [] issuers) {
            return alias(keyType) == null ? null : new String[] {ALIAS};
        }

        @Override
        public String @Nullable [] getServerAliases(
                String keyType, Principal @Nullable [] issuers) {
            return alias(keyType) == null ? null : new String[] {ALIAS};
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return alias.equals(ALIAS) ? credentials.chain.toArray(new X509Certificate[0]) : null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            return alias.equals(ALIAS) ? credentials.key : null;
        }
    }
}
