package io.nextval.client.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of certificates, or of one private key, in PEM form. Text between the blocks is ignored.
 * Errors name the setting the file belongs to.
 */
public final class PemFile {
    private static final long BYTES_MAX = 1 << 20;
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private final String name;
    private final Path path;
    private final List<Block> blocks;

    private static final class Block {
        private final String type;
        private final byte[] bytes;

        Block(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }
    }

    private PemFile(String name, Path path, List<Block> blocks) {
        this.name = name;
        this.path = path;
        this.blocks = blocks;
    }

    /**
     * The certificates of a file, in its order.
     *
     * @param setting name of the setting that names the file
     * @throws TlsException if there are none, or the file can not be read
     */
    public static List<X509Certificate> certificates(String setting, Path path)
            throws TlsException {
        return read(setting, path).certificates();
    }

    /**
     * The private key of a file, which must be PKCS#8 and not encrypted.
     *
     * @param setting name of the setting that names the file
     * @throws TlsException if there is none, or the file can not be read
     */
    public static PrivateKey privateKey(String setting, Path path) throws TlsException {
        return read(setting, path).privateKey();
    }

    static Path path(String setting, String text) throws TlsException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TlsException("can not be asked: " + setting + " is no path: " + text, e);
        }
    }

    private static PemFile read(String setting, Path path) throws TlsException {
        String name = setting + " " + path;
        String text;
        try {
            if (Files.size(path) > BYTES_MAX) {
                throw new TlsException(name + " is larger than " + BYTES_MAX + " bytes");
            }
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new TlsException(name + " does not exist", e);
        } catch (TlsException e) {
            throw e;
        } catch (IOException e) {
            throw new TlsException(name + " can not be read: " + e, e);
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(2));
                blocks.add(new Block(matcher.group(1), bytes));
            } catch (IllegalArgumentException e) {
                if (matcher.group(1).equals(CERTIFICATE) || matcher.group(1).equals(KEY)) {
                    throw new TlsException(name + " is damaged: " + e.getMessage(), e);
                }
                blocks.add(new Block(matcher.group(1), new byte[0]));
            }
        }
        return new PemFile(name, path, blocks);
    }

    private List<X509Certificate> certificates() throws TlsException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.type.equals(CERTIFICATE)) {
                    found.add(
                            (X509Certificate)
                                    factory.generateCertificate(
                                            new ByteArrayInputStream(block.bytes)));
                }
            }
        } catch (CertificateException e) {
            throw new TlsException(name + " is damaged: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new TlsException(
                    name
                            + " has no certificate in PEM form (-----BEGIN CERTIFICATE-----); if it"
                            + " is DER, convert it: openssl x509 -inform der -in "
                            + path);
        }
        return List.copyOf(found);
    }

    private PrivateKey privateKey() throws TlsException {
        for (Block block : blocks) {
            switch (block.type) {
                case KEY -> {
                    return decode(block.bytes);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                        throw new TlsException(
                                name
                                        + " is encrypted, and there is no setting for its password;"
                                        + " store it without: openssl pkcs8 -topk8 -nocrypt -in "
                                        + path);
                case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
                        throw new TlsException(
                                name
                                        + " is a key of the form '"
                                        + block.type
                                        + "', not PKCS#8; convert it: openssl pkcs8 -topk8 -nocrypt"
                                        + " -in "
                                        + path);
                default -> {
                    // for example EC PARAMETERS, or the certificate in the same file
                }
            }
        }
        throw new TlsException(
                name + " has no private key in PEM form (-----BEGIN PRIVATE KEY-----)");
    }

    private PrivateKey decode(byte[] pkcs8) throws TlsException {
        GeneralSecurityException last = null;
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
                last = e;
            }
        }
        throw new TlsException(
                name + " is damaged, or a key that is none of " + KEY_ALGORITHMS,
                last == null ? new GeneralSecurityException() : last);
    }
}
