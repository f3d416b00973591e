package io.nextval.client;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.ServerFirstMessage;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramInvalidServerSignatureException;
import com.ongres.scram.common.exception.ScramRuntimeException;

import io.nextval.client.tls.ChannelBinding;
import io.nextval.client.tls.Tls;
import io.nextval.wire.Authenticate;
import io.nextval.wire.Retry;
import io.nextval.wire.SaslContinue;
import io.nextval.wire.SaslFinal;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Logs in by SCRAM-SHA-256 (RFC 5802, RFC 7677), bound to the TLS connection if there is one. The
 * password is proved and not sent, and the server must prove that it knows the user as well: one
 * that does not is refused as an impostor, though others may be tried.
 */
final class Login {
    private final ClientSettings settings;
    private final Conversation talk;
    private final byte @Nullable [] binding;

    Login(ClientSettings settings, Socket socket, Conversation talk) {
        this.settings = settings;
        this.talk = talk;
        this.binding =
                settings.channelBinding() == ChannelBindingMode.DISABLE
                        ? null
                        : Tls.channelBinding(socket);
    }

    /** The server has asked for a login; Welcome comes next if this returns. */
    void run(Authenticate offer) throws IOException, ClientException {
        List<String> mechanisms = usable(offer);
        if (settings.user().isEmpty()) {
            throw new ClientException(
                    "28000",
                    Retry.NEVER,
                    "the server asks for a login; set the properties user and password");
        }
        if (settings.password().isEmpty()) {
            throw new ClientException(
                    "28P01",
                    Retry.NEVER,
                    "the server asks for the password of user \""
                            + settings.user()
                            + "\"; set the property password");
        }
        char[] password = settings.password().chars();
        try {
            exchange(scram(mechanisms, password));
        } catch (ScramInvalidServerSignatureException e) {
            throw new Handshake.Mismatch(
                    "is not the server it claims to be: it does not know user \""
                            + settings.user()
                            + "\"");
        } catch (ScramException
                | ScramRuntimeException
                | IllegalArgumentException
                | AssertionError e) {
            // With assertions enabled, the library asserts what a server has sent.
            throw new Handshake.Mismatch("can not be logged in to: its login is malformed");
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** A server that asks for no login binds nothing. */
    void none() throws Handshake.Mismatch {
        if (settings.channelBinding() == ChannelBindingMode.REQUIRE) {
            throw new Handshake.Mismatch(
                    "asks for no login, so that nothing can be bound to the connection;"
                            + " channelBinding=require does not allow that");
        }
    }

    private void exchange(ScramClient scram) throws IOException, ClientException, ScramException {
        talk.send(
                new SaslInitial(
                        scram.getScramMechanism().getName(),
                        scram.clientFirstMessage().toString()));
        if (!(talk.receive() instanceof SaslContinue challenge)) {
            throw outOfOrder();
        }
        check(scram.serverFirstMessage(challenge.data()));
        talk.send(new SaslResponse(scram.clientFinalMessage().toString()));
        if (!(talk.receive() instanceof SaslFinal proof)) {
            throw outOfOrder();
        }
        scram.serverFinalMessage(proof.data());
    }

    private static void check(ServerFirstMessage challenge) throws Handshake.Mismatch {
        int iterations = challenge.getIterationCount();
        if (iterations < ClientLimits.SCRAM_ITERATIONS_MIN
                || iterations > ClientLimits.SCRAM_ITERATIONS_MAX) {
            throw new Handshake.Mismatch(
                    "asks for "
                            + iterations
                            + " rounds of hashing at the login; allowed are "
                            + ClientLimits.SCRAM_ITERATIONS_MIN
                            + " to "
                            + ClientLimits.SCRAM_ITERATIONS_MAX);
        }
    }

    private ScramClient scram(List<String> mechanisms, char[] password) {
        // The name that counts is the one in Hello; the library wants one that is not empty.
        return ScramClient.builder()
                .advertisedMechanisms(mechanisms)
                .username("*")
                .password(password)
                .stringPreparation(StringPreparation.POSTGRESQL_PREPARATION)
                .channelBinding(binding == null ? null : ChannelBinding.TYPE, binding)
                .build();
    }

    private List<String> usable(Authenticate offer) throws Handshake.Mismatch {
        List<String> usable = new ArrayList<>();
        boolean bound = binding != null;
        boolean canBind = offer.mechanisms().contains(Authenticate.SCRAM_SHA_256_PLUS);
        if (bound && canBind) {
            usable.add(Authenticate.SCRAM_SHA_256_PLUS);
        } else if (settings.channelBinding() == ChannelBindingMode.REQUIRE) {
            throw new Handshake.Mismatch(
                    (bound
                                    ? "offers no login that is bound to the connection"
                                    : "can not be logged in to over a connection that the login"
                                            + " can be bound to")
                            + "; channelBinding=require wants one");
        }
        if (offer.mechanisms().contains(Authenticate.SCRAM_SHA_256)) {
            usable.add(Authenticate.SCRAM_SHA_256);
        }
        if (usable.isEmpty()) {
            throw new Handshake.Mismatch(
                    "offers no login that this driver can use: " + offer.mechanisms());
        }
        return usable;
    }

    private static Handshake.Mismatch outOfOrder() {
        return new Handshake.Mismatch("is not a Nextval server: its login is out of order");
    }
}
