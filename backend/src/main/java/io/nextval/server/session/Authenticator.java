package io.nextval.server.session;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;

import io.nextval.server.config.Auth;
import io.nextval.server.config.SecurityConfig;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Says who a client is, by the setting {@code auth}. One for each node; any thread, never blocks.
 *
 * <p>A user that does not exist is challenged with a mock verifier, as in PostgreSQL. Its salt must
 * be the same at every try and at every node, or trying twice would tell who exists; so it is made
 * of the name and of a secret that all nodes share: the keys of the oldest user that has a
 * password.
 */
public final class Authenticator {
    private static final ScramMechanism SHA_256 = ScramMechanism.SCRAM_SHA_256;
    private static final int SALT_BYTES = 16;

    private final Auth auth;
    private final Accounts accounts;
    private final FailedLogins failedLogins = new FailedLogins();
    private final byte[] ownSecret = new byte[32];

    public Authenticator(SecurityConfig config, Accounts accounts) {
        this.auth = config.auth();
        this.accounts = accounts;
        new SecureRandom().nextBytes(ownSecret);
    }

    /** How clients show who they are. */
    public Auth auth() {
        return auth;
    }

    /**
     * Who a client is that does not have to prove it by a password: by its name, or by its
     * certificate. The future fails with a {@link LoginException}.
     */
    public CompletableFuture<Identity> identify(Origin origin, String user) {
        return auth == Auth.CERT ? certified(origin, user) : trusted(user);
    }

    private CompletableFuture<Identity> trusted(String user) {
        List<Account> known = accounts.known();
        Account account = find(known, user);
        if (account != null || user.isEmpty() || known.isEmpty()) {
            return CompletableFuture.completedFuture(identity(account, user));
        }
        return accounts.now().thenApply(now -> identity(find(now, user), user));
    }

    private static Identity identity(@Nullable Account account, String user) {
        return account == null ? Identity.nobody(user) : new Identity(account.id(), account.name());
    }

    private CompletableFuture<Identity> certified(Origin origin, String user) {
        String name = origin.certificateName();
        if (name == null) {
            return refused(
                    "this server wants a client certificate: connect with TLS, and with the"
                            + " certificate and the key of the user");
        }
        if (!user.isEmpty() && !user.equals(name)) {
            return refused(
                    "the certificate is that of \"" + name + "\" and not of \"" + user + "\"");
        }
        if (!accounts.ready()) {
            return CompletableFuture.failedFuture(starting());
        }
        return accounts.now()
                .thenCompose(
                        now -> {
                            Account account = find(now, name);
                            return account == null
                                    ? refused("role \"" + name + "\" does not exist")
                                    : CompletableFuture.completedFuture(
                                            new Identity(account.id(), account.name()));
                        });
    }

    private static CompletableFuture<Identity> refused(String why) {
        return CompletableFuture.failedFuture(LoginException.refused(why));
    }

    private static LoginException starting() {
        return LoginException.starting("the node is starting and knows no users yet");
    }

    /**
     * Begins a login with a password.
     *
     * @throws LoginException if nobody can log in, or nobody of this name
     */
    public Login login(Origin origin, String user) throws LoginException {
        if (user.isEmpty()) {
            throw LoginException.refused("this server wants a user and a password");
        }
        if (!accounts.ready()) {
            throw starting();
        }
        return new Login(this, origin, user);
    }

    Accounts accounts() {
        return accounts;
    }

    FailedLogins failedLogins() {
        return failedLogins;
    }

    static @Nullable Account find(List<Account> accounts, String user) {
        for (Account account : accounts) {
            if (account.name().equals(user)) {
                return account;
            }
        }
        return null;
    }

    /** A verifier that no password fits to, always the same for a name. */
    Verifier mock(List<Account> among, String user) {
        byte[] secret = secret(among);
        byte[] salt = ScramFunctions.hmac(SHA_256, secret, bytes("mock salt " + user));
        byte[] key = ScramFunctions.hmac(SHA_256, ownSecret, bytes("mock key " + user));
        return new Verifier(Scram.ITERATIONS, Arrays.copyOf(salt, SALT_BYTES), key, key);
    }

    private byte[] secret(List<Account> among) {
        Verifier oldest = null;
        long id = Long.MAX_VALUE;
        for (Account account : among) {
            String text = account.verifier();
            Verifier verifier = text == null || account.id() > id ? null : Verifier.parse(text);
            if (verifier != null) {
                oldest = verifier;
                id = account.id();
            }
        }
        return oldest == null
                ? ownSecret
                : ScramFunctions.hmac(SHA_256, oldest.serverKey(), bytes("Nextval mock"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
