package io.nextval.server.session;

import com.ongres.scram.common.ClientFirstMessage;
import com.ongres.scram.common.Gs2CbindFlag;
import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.ServerFinalMessage;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.exception.ScramParseException;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The server's side of one SCRAM-SHA-256 exchange, RFC 5802 and 7677. The server knows a verifier
 * and never the password, so that all it computes is a few hashes: fast enough for an event loop.
 * The name inside the client's message is not looked at; the one of the handshake counts, as in
 * PostgreSQL. Used by one thread at a time.
 */
final class ScramServer {
    private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;
    private static final String BINDING_TYPE = "tls-server-end-point";
    private static final int NONCE_CHARS = 24;
    private static final int CLIENT_NONCE_CHARS_MAX = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] clientBinding;
    private final String clientFirstBare;
    private final String clientNonce;
    private @Nullable Verifier verifier;
    private @Nullable ServerFirstMessage serverFirst;

    private ScramServer(byte[] clientBinding, String clientFirstBare, String clientNonce) {
        this.clientBinding = clientBinding;
        this.clientFirstBare = clientFirstBare;
        this.clientNonce = clientNonce;
    }

    /**
     * Reads the client's first message.
     *
     * @param bound true for the mechanism with channel binding
     * @param binding what the TLS connection is recognised by; null without one
     * @throws LoginException if the message is none, or does not fit to the connection
     */
    static ScramServer start(String message, boolean bound, byte @Nullable [] binding)
            throws LoginException {
        ClientFirstMessage first;
        try {
            first = ClientFirstMessage.parseFrom(message);
        } catch (ScramParseException | RuntimeException | AssertionError e) {
            // With assertions enabled, the library asserts what a client has sent.
            throw LoginException.malformed("the client's first message of the login is malformed");
        }
        Gs2CbindFlag flag = first.getGs2Header().getChannelBindingFlag();
        if (bound
                && (flag != Gs2CbindFlag.CHANNEL_BINDING_REQUIRED
                        || !BINDING_TYPE.equals(first.getGs2Header().getChannelBindingName()))) {
            throw LoginException.malformed(
                    "SCRAM-SHA-256-PLUS needs the channel binding " + BINDING_TYPE);
        }
        if (!bound && flag == Gs2CbindFlag.CHANNEL_BINDING_REQUIRED) {
            throw LoginException.malformed("channel binding needs SCRAM-SHA-256-PLUS");
        }
        if (flag == Gs2CbindFlag.CLIENT_YES_SERVER_NOT && binding != null) {
            throw LoginException.malformed(
                    "somebody between client and server hides the server's channel binding");
        }
        if (first.getClientNonce().length() > CLIENT_NONCE_CHARS_MAX) {
            throw LoginException.malformed("the client's nonce is too long");
        }
        int header = message.indexOf(',', message.indexOf(',') + 1) + 1;
        byte[] data = bound && binding != null ? binding : new byte[0];
        return new ScramServer(
                concatenated(message.substring(0, header), data),
                message.substring(header),
                first.getClientNonce());
    }

    private static byte[] concatenated(String header, byte[] data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[text.length + data.length];
        System.arraycopy(text, 0, all, 0, text.length);
        System.arraycopy(data, 0, all, text.length, data.length);
        return all;
    }

    /** The server's first message: the salt of the user's verifier, or of a mock one. */
    String challenge(Verifier of) {
        String nonce = ScramFunctions.nonce(NONCE_CHARS, RANDOM);
        String salt = Base64.getEncoder().encodeToString(of.salt());
        ServerFirstMessage first =
                new ServerFirstMessage(clientNonce, nonce, salt, of.iterations());
        verifier = of;
        serverFirst = first;
        return first.toString();
    }

    /**
     * Checks the client's proof and gives the server's.
     *
     * @return the server's final message; null if the client does not know the password
     * @throws LoginException if the message is none
     */
    @Nullable String prove(String clientFinal) throws LoginException {
        Verifier known = verifier;
        ServerFirstMessage first = serverFirst;
        if (known == null || first == null) {
            throw LoginException.malformed("the login is out of order");
        }
        int proofAt = clientFinal.lastIndexOf(",p=");
        String expected =
                "c=" + Base64.getEncoder().encodeToString(clientBinding) + ",r=" + first.getNonce();
        if (proofAt < 0) {
            throw LoginException.malformed("the client's final message has no proof");
        }
        String withoutProof = clientFinal.substring(0, proofAt);
        if (!withoutProof.equals(expected)) {
            throw LoginException.malformed(
                    "the client's final message does not fit to this login: another nonce or"
                            + " channel binding");
        }
        byte[] proof = decoded(clientFinal.substring(proofAt + 3));
        if (proof.length != known.storedKey().length) {
            throw LoginException.malformed("the client's proof is malformed");
        }
        String message = clientFirstBare + ',' + first + ',' + withoutProof;
        if (!ScramFunctions.verifyClientProof(SHA_256, proof, known.storedKey(), message)) {
            return null;
        }
        return new ServerFinalMessage(
                        ScramFunctions.serverSignature(SHA_256, known.serverKey(), message))
                .toString();
    }

    /** The bytes; none if the text is not their one encoding. */
    private static byte[] decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
