package io.nextval.server.frontend;

import io.netty.channel.embedded.EmbeddedChannel;
import io.nextval.server.config.Auth;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.config.TlsConfig;
import io.nextval.server.session.Account;
import io.nextval.server.session.Accounts;
import io.nextval.server.session.Authenticator;
import io.nextval.server.session.Scram;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What a connection needs around it, without a cluster: one user, anna, with a password. */
final class FrontEnds {
    static final String PASSWORD = "secret";
    static final ServerIdentity IDENTITY = new ServerIdentity(new UUID(1, 2), "n1", "9.9");
    private static final Account ANNA = new Account(7, "anna", Scram.verifier(PASSWORD));

    private FrontEnds() {}

    /** The users that are given. */
    record Users(List<Account> known) implements Accounts {
        @Override
        public CompletableFuture<List<Account>> now() {
            return CompletableFuture.completedFuture(known);
        }

        @Override
        public boolean ready() {
            return true;
        }
    }

    /** Nobody has to log in, and there are no users. */
    static FrontEnd trusting() {
        return of(new Authenticator(SecurityConfig.TRUST, new Users(List.of())));
    }

    /** Everybody has to log in. */
    static FrontEnd scram() {
        return of(scramAuthenticator());
    }

    static Authenticator scramAuthenticator() {
        return new Authenticator(
                new SecurityConfig(Auth.SCRAM, "nextval", null, false, TlsConfig.OFF),
                new Users(List.of(ANNA)));
    }

    private static FrontEnd of(Authenticator authenticator) {
        return new FrontEnd(authenticator, new Admission(), new LargeFrames(), false);
    }

    /** A connection without a socket. */
    static EmbeddedChannel channel(FrontEnd frontEnd, RequestHandler handler) {
        FrameDecoder decoder = new FrameDecoder(frontEnd.large());
        return new EmbeddedChannel(
                decoder, new ClientConnection(IDENTITY, handler, frontEnd, decoder));
    }
}
