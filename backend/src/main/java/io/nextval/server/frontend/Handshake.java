package io.nextval.server.frontend;

import io.netty.channel.ChannelHandlerContext;
import io.nextval.server.config.Auth;
import io.nextval.server.observe.AuditLog;
import io.nextval.server.session.Authenticator;
import io.nextval.server.session.Identity;
import io.nextval.server.session.Login;
import io.nextval.server.session.LoginException;
import io.nextval.server.session.Origin;
import io.nextval.wire.Authenticate;
import io.nextval.wire.Frame;
import io.nextval.wire.Hello;
import io.nextval.wire.SaslContinue;
import io.nextval.wire.SaslFinal;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;
import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The way of one connection from its first frame to the Welcome: Hello, then a login unless nobody
 * has to, each frame only in the state that it belongs to. On the connection's event loop.
 */
final class Handshake {
    private static final String PROTOCOL_VIOLATION = "08P01";
    private static final String NOT_AUTHORIZED = "28000";

    private final Authenticator authenticator;
    private final Exit exit;
    private State state = State.HELLO;
    private int requestId;
    private int version;
    private String user = "";
    private String applicationName = "";
    private @Nullable Origin origin;
    private @Nullable Login login;
    private long toldNanos;
    private boolean telling;

    private enum State {
        /** The Hello is awaited. */
        HELLO,
        /** The client must wait: for a look at the users, or to be told that it failed. */
        BUSY,
        /** The client's choice of a mechanism is awaited. */
        CHOICE,
        /** The client's proof is awaited. */
        PROOF,
        /** It is over. */
        OVER
    }

    /** What a handshake makes of its connection. */
    interface Exit {
        /** Sends a frame of the login. */
        void send(int requestId, Frame frame);

        /** The client is in. */
        void welcome(int requestId, ClientInfo client);

        /** The client is not let in. */
        void goodbye(String sqlState, String reason);
    }

    Handshake(Authenticator authenticator, Exit exit) {
        this.authenticator = authenticator;
        this.exit = exit;
    }

    /** Takes a frame of the client. */
    void receive(ChannelHandlerContext context, int frameRequestId, Frame frame) {
        if (state == State.HELLO && frame instanceof Hello hello) {
            requestId = frameRequestId;
            hello(context, hello);
        } else if (state == State.HELLO) {
            refuse("the first frame must be Hello");
        } else if (frameRequestId != requestId) {
            refuse("a frame of the login has another request id than its Hello");
        } else if (state == State.CHOICE && frame instanceof SaslInitial initial) {
            choose(context, initial);
        } else if (state == State.PROOF && frame instanceof SaslResponse response) {
            prove(context, response);
        } else {
            refuse("the login has no frame of type " + frame.type() + " here");
        }
    }

    private void hello(ChannelHandlerContext context, Hello hello) {
        if (hello.versionMin() > WireLimits.VERSION_MAX
                || hello.versionMax() < WireLimits.VERSION_MIN) {
            refuse(
                    "the client speaks protocol versions "
                            + hello.versionMin()
                            + " to "
                            + hello.versionMax()
                            + ", this server "
                            + WireLimits.VERSION_MIN
                            + " to "
                            + WireLimits.VERSION_MAX
                            + "; use a driver of a matching version");
            return;
        }
        version = Math.min(hello.versionMax(), WireLimits.VERSION_MAX);
        user = hello.properties().getOrDefault("user", "");
        applicationName = hello.properties().getOrDefault("applicationName", "");
        Origin from = Origins.of(context.channel());
        origin = from;
        if (authenticator.auth() == Auth.SCRAM) {
            begin(from);
        } else {
            await(context, authenticator.identify(from, user), this::welcome);
        }
    }

    private void begin(Origin from) {
        if (version < Versions.LOGIN) {
            fail(
                    NOT_AUTHORIZED,
                    "this server wants a login, which needs a driver of protocol "
                            + Versions.LOGIN
                            + "; the client speaks "
                            + version,
                    "old driver");
            return;
        }
        try {
            Login begun = authenticator.login(from, user);
            login = begun;
            state = State.CHOICE;
            exit.send(requestId, new Authenticate(begun.mechanisms()));
        } catch (LoginException e) {
            fail(e);
        }
    }

    private void choose(ChannelHandlerContext context, SaslInitial initial) {
        await(
                context,
                Objects.requireNonNull(login).choose(initial.mechanism(), initial.data()),
                data -> {
                    state = State.PROOF;
                    exit.send(requestId, new SaslContinue(data));
                });
    }

    private void prove(ChannelHandlerContext context, SaslResponse response) {
        Login running = Objects.requireNonNull(login);
        long now = System.nanoTime();
        try {
            Login.Success success = running.prove(response.data(), now);
            exit.send(requestId, new SaslFinal(success.data()));
            welcome(success.identity());
        } catch (LoginException e) {
            if (e.wrongPassword()) {
                failLater(context, e, running.delayMillis(now), now);
            } else {
                fail(e);
            }
        }
    }

    /** Only who failed waits, and the next try is slow because of the ones before. */
    private void failLater(
            ChannelHandlerContext context, LoginException e, long delayMillis, long nowNanos) {
        state = State.BUSY;
        toldNanos = nowNanos + TimeUnit.MILLISECONDS.toNanos(delayMillis);
        telling = true;
        audit(user, e.sqlState() + " " + e.reason());
        var unused =
                context.executor()
                        .schedule(
                                () -> {
                                    if (state != State.OVER) {
                                        state = State.OVER;
                                        exit.goodbye(e.sqlState(), e.text());
                                    }
                                },
                                delayMillis,
                                TimeUnit.MILLISECONDS);
    }

    /**
     * Nanoseconds until the client would have been told that it failed; its place stays taken so
     * long, or who hangs up instead of waiting could guess as fast as others log in.
     */
    long nanosUntilTold(long nowNanos) {
        return telling ? Math.max(0, toldNanos - nowNanos) : 0;
    }

    /** Goes on with the result on the event loop, unless the connection has ended meanwhile. */
    private <T> void await(
            ChannelHandlerContext context, CompletableFuture<T> future, Consumer<T> next) {
        state = State.BUSY;
        if (future.isDone() && !future.isCompletedExceptionally()) {
            next.accept(future.join());
            return;
        }
        var unused =
                future.whenCompleteAsync(
                        (result, problem) -> {
                            if (state == State.OVER) {
                                return;
                            }
                            if (problem == null) {
                                next.accept(result);
                            } else {
                                failed(problem);
                            }
                        },
                        context.executor());
    }

    private void failed(Throwable problem) {
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (cause instanceof LoginException e) {
            fail(e);
        } else {
            fail("XX000", "internal error: " + cause, "internal error");
        }
    }

    private void welcome(Identity identity) {
        state = State.OVER;
        Origin from = Objects.requireNonNull(origin);
        if (identity.loggedIn()) {
            audit(identity.userName(), AuditLog.OK);
        }
        exit.welcome(requestId, new ClientInfo(version, identity, applicationName, from.address()));
    }

    private void fail(LoginException e) {
        fail(e.sqlState(), e.text(), e.reason());
    }

    private void fail(String sqlState, String text, String reason) {
        state = State.OVER;
        audit(user, sqlState + " " + reason);
        exit.goodbye(sqlState, text);
    }

    private void refuse(String reason) {
        if (login == null || telling) {
            state = State.OVER;
            exit.goodbye(PROTOCOL_VIOLATION, reason);
        } else {
            fail(PROTOCOL_VIOLATION, reason, reason);
        }
    }

    /** The connection ends: what is still under way is forgotten. */
    void abandon() {
        state = State.OVER;
    }

    private void audit(String name, String outcome) {
        Origin from = Objects.requireNonNull(origin);
        String way = authenticator.auth().name().toLowerCase(Locale.ROOT);
        AuditLog.write(
                AuditLog.Event.LOGIN,
                name,
                from.address(),
                way + (from.tls() ? " over tls" : ""),
                outcome);
    }
}
