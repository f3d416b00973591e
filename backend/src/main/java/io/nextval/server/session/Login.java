package io.nextval.server.session;

import io.nextval.wire.Authenticate;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One login with a password, from the mechanisms that are offered to the identity of who knew it.
 * Used by one thread at a time; its futures complete on any.
 */
public final class Login {
    private final Authenticator authenticator;
    private final Origin origin;
    private final String user;
    private @Nullable ScramServer exchange;
    private @Nullable Account account;

    Login(Authenticator authenticator, Origin origin, String user) {
        this.authenticator = authenticator;
        this.origin = origin;
        this.user = user;
    }

    /** A login that succeeded: who it is, and the server's last message. */
    public record Success(Identity identity, String data) {}

    /** What the client may choose from, the best first. */
    public List<String> mechanisms() {
        return origin.binding() == null
                ? List.of(Authenticate.SCRAM_SHA_256)
                : List.of(Authenticate.SCRAM_SHA_256_PLUS, Authenticate.SCRAM_SHA_256);
    }

    /** Milliseconds that a client that has just failed waits for being told so. */
    public long delayMillis(long nowNanos) {
        return authenticator.failedLogins().delayMillis(origin.host(), user, nowNanos);
    }

    /**
     * Takes the client's choice and first message. The future is the server's answer; it fails with
     * a {@link LoginException}. A user that does not exist is challenged like any other.
     */
    public CompletableFuture<String> choose(String mechanism, String data) {
        ScramServer started;
        try {
            if (!mechanisms().contains(mechanism)) {
                throw LoginException.malformed("the mechanism was not offered");
            }
            boolean bound = mechanism.equals(Authenticate.SCRAM_SHA_256_PLUS);
            started = ScramServer.start(data, bound, origin.binding());
        } catch (LoginException e) {
            return CompletableFuture.failedFuture(e);
        }
        return authenticator.accounts().now().thenCompose(accounts -> challenge(started, accounts));
    }

    private CompletableFuture<String> challenge(ScramServer started, List<Account> accounts) {
        if (accounts.isEmpty()) {
            return CompletableFuture.failedFuture(
                    LoginException.starting(
                            "the cluster has no users yet: it has not finished its first start"));
        }
        Account found = Authenticator.find(accounts, user);
        // The mock is made for everybody, so that the time tells nothing.
        Verifier mock = authenticator.mock(accounts, user);
        String text = found == null ? null : found.verifier();
        Verifier real = text == null ? null : Verifier.parse(text);
        account = real == null ? null : found;
        exchange = started;
        return CompletableFuture.completedFuture(started.challenge(real == null ? mock : real));
    }

    /**
     * Takes the client's proof.
     *
     * @throws LoginException if it proves nothing
     */
    public Success prove(String data, long nowNanos) throws LoginException {
        ScramServer running = exchange;
        if (running == null) {
            throw LoginException.malformed("the login is out of order");
        }
        exchange = null;
        String last = running.prove(data);
        Account known = account;
        if (last == null || known == null) {
            authenticator.failedLogins().failed(origin.host(), user, nowNanos);
            throw LoginException.wrong(
                    user, known == null ? "no such user, or no password" : "wrong password");
        }
        authenticator.failedLogins().succeeded(origin.host(), user);
        return new Success(new Identity(known.id(), known.name()), last);
    }
}
