package io.nextval.server.harness;

import com.ongres.scram.common.ClientFinalMessage;
import com.ongres.scram.common.ClientFirstMessage;
import com.ongres.scram.common.Gs2CbindFlag;
import com.ongres.scram.common.Gs2Header;
import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramParseException;

import org.jspecify.annotations.Nullable;

import java.security.SecureRandom;
import java.util.Base64;

/** The client's side of one SCRAM-SHA-256 exchange, step by step, so that a test can spoil one. */
public final class ScramTalk {
    private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;

    private final Gs2Header header;
    private final byte @Nullable [] binding;
    private final ClientFirstMessage first;

    private ScramTalk(Gs2Header header, byte @Nullable [] binding) {
        this.header = header;
        this.binding = binding;
        this.first =
                new ClientFirstMessage(header, "*", ScramFunctions.nonce(24, new SecureRandom()));
    }

    /** Without channel binding. */
    public static ScramTalk plain() {
        return new ScramTalk(new Gs2Header(Gs2CbindFlag.CLIENT_NOT), null);
    }

    /** Of a client that could bind the channel, and believes that the server can not. */
    public static ScramTalk believingNoBinding() {
        return new ScramTalk(new Gs2Header(Gs2CbindFlag.CLIENT_YES_SERVER_NOT), null);
    }

    /** Bound to a TLS connection. */
    public static ScramTalk bound(byte[] binding) {
        return new ScramTalk(
                new Gs2Header(Gs2CbindFlag.CHANNEL_BINDING_REQUIRED, "tls-server-end-point"),
                binding.clone());
    }

    /** The client's first message. */
    public String first() {
        return first.toString();
    }

    /** The client's final message. */
    public String proof(String challenge, String password) {
        ServerFirstMessage server = challenge(challenge);
        byte[] salted = salted(server, password);
        byte[] clientKey = ScramFunctions.clientKey(SHA_256, salted);
        byte[] signature =
                ScramFunctions.clientSignature(
                        SHA_256, ScramFunctions.storedKey(SHA_256, clientKey), message(server));
        return new ClientFinalMessage(
                        header,
                        binding,
                        server.getNonce(),
                        ScramFunctions.clientProof(clientKey, signature))
                .toString();
    }

    /** What the server's final message must be. */
    public String expectedFinal(String challenge, String password) {
        ServerFirstMessage server = challenge(challenge);
        byte[] serverKey = ScramFunctions.serverKey(SHA_256, salted(server, password));
        return "v="
                + Base64.getEncoder()
                        .encodeToString(
                                ScramFunctions.serverSignature(
                                        SHA_256, serverKey, message(server)));
    }

    /** The salt of a challenge. */
    public String salt(String challenge) {
        return challenge(challenge).getSalt();
    }

    private ServerFirstMessage challenge(String text) {
        try {
            return ServerFirstMessage.parseFrom(text, first.getClientNonce());
        } catch (ScramParseException e) {
            throw new IllegalStateException("no challenge: " + text, e);
        }
    }

    private static byte[] salted(ServerFirstMessage server, String password) {
        return ScramFunctions.saltedPassword(
                SHA_256,
                StringPreparation.POSTGRESQL_PREPARATION,
                password.toCharArray(),
                Base64.getDecoder().decode(server.getSalt()),
                server.getIterationCount());
    }

    private String message(ServerFirstMessage server) {
        return ScramFunctions.authMessage(first, server, binding);
    }
}
