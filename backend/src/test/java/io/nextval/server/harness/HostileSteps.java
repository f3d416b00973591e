package io.nextval.server.harness;

import io.nextval.wire.Authenticate;
import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.GetTopology;
import io.nextval.wire.Hello;
import io.nextval.wire.SaslContinue;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/** What each kind of hostile client does again and again, see {@link Hostility}. */
final class HostileSteps {
    /** Of those that can do it before a login or after one, one in so many logs in. */
    private static final int LOGINS_ONE_IN = 20;

    private static final byte[] TWO_GIGABYTES = {0x7F, -1, -1, -1};
    private static final byte[] ONE_MEGABYTE = {0, 0x10, 0, 0};
    private static final byte[] ONE_THOUSAND_BYTES = {0, 0, 3, (byte) 0xE8};
    private static final byte[] DROP = {0};
    private static final byte[] HTTP =
            "GET / HTTP/1.1\r\nHost: nextval\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private HostileSteps() {}

    /** One of them. */
    @FunctionalInterface
    interface Step {
        /** Does it once; counts what it saw. */
        void take(HostileClients clients) throws IOException;
    }

    /** What one thread of a behaviour does; it is that thread's own. */
    static Step of(Hostility behaviour) {
        return switch (behaviour) {
            case SLOW_DRIP -> new Drip(60, false);
            case SLOW_DRIP_AFTER_LOGIN -> new Drip(20, true);
            case HALF_OPEN -> new Crowd(900, true);
            case CONNECTS -> new Crowd(600, false);
            case OVERSIZED_FRAMES -> HostileSteps::announceTooMuch;
            case TRUNCATED_FRAMES -> HostileSteps::cutShort;
            case GARBAGE -> HostileSteps::talkNonsense;
            case WRONG_PASSWORDS -> HostileSteps::guess;
            case UNREAD_REPLIES -> new Deaf();
        };
    }

    private static boolean oneIn(int chances) {
        return ThreadLocalRandom.current().nextInt(chances) == 0;
    }

    private static byte[] hello(String user) {
        return FrameCodec.encode(1, new Hello(1, 3, "hostile", Map.of("user", user)));
    }

    static void announceTooMuch(HostileClients clients) throws IOException {
        WireClient client = oneIn(LOGINS_ONE_IN) ? clients.loggedIn() : clients.connect();
        client.sendBytes(TWO_GIGABYTES);
        clients.sawEnd(client);
    }

    static void cutShort(HostileClients clients) throws IOException {
        boolean inside = oneIn(LOGINS_ONE_IN);
        WireClient client = inside ? clients.loggedIn() : clients.connect();
        byte[] whole =
                inside
                        ? FrameCodec.encode(
                                2, new Execute(-1, null, "public", "SELECT 1", List.of()))
                        : hello(clients.user());
        int length = ThreadLocalRandom.current().nextInt(1, whole.length);
        client.sendBytes(Arrays.copyOf(whole, length));
        clients.saw("hung up");
        clients.close(client);
    }

    static void talkNonsense(HostileClients clients) throws IOException {
        WireClient client = oneIn(LOGINS_ONE_IN) ? clients.loggedIn() : clients.connect();
        byte[] bytes = HTTP;
        if (oneIn(2)) {
            bytes = new byte[64];
            ThreadLocalRandom.current().nextBytes(bytes);
            ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES).put((byte) 0x70);
        }
        client.sendBytes(bytes);
        clients.sawEnd(client);
    }

    /** With a made-up proof, which costs the guesser nothing. */
    static void guess(HostileClients clients) throws IOException {
        String user = oneIn(2) ? clients.user() : "user" + ThreadLocalRandom.current().nextInt(99);
        WireClient client = clients.connect();
        client.sendBytes(hello(user));
        if (!(answer(clients, client) instanceof Authenticate)) {
            return;
        }
        ScramTalk talk = ScramTalk.plain();
        client.sendAs(1, new SaslInitial(Authenticate.SCRAM_SHA_256, talk.first()));
        if (answer(clients, client) instanceof SaslContinue challenge) {
            byte[] proof = new byte[32];
            ThreadLocalRandom.current().nextBytes(proof);
            String nonce = challenge.data().substring(0, challenge.data().indexOf(",s="));
            String text = Base64.getEncoder().encodeToString(proof);
            client.sendAs(1, new SaslResponse("c=biws," + nonce + ",p=" + text));
            clients.sawEnd(client);
        }
    }

    /** An answer that lets the login go on; another one is counted, and ends it. */
    private static Frame answer(HostileClients clients, WireClient client) throws IOException {
        Frame frame;
        try {
            frame = client.receive().frame();
        } catch (IOException e) {
            clients.close(client);
            throw e;
        }
        if (!(frame instanceof Authenticate || frame instanceof SaslContinue)) {
            clients.saw(HostileClients.nameOf(frame));
            clients.close(client);
        }
        return frame;
    }

    /** Some connections at a time, and a byte on each at every step. */
    static final class Drip implements Step {
        private final int size;
        private final boolean inside;
        private final Deque<WireClient> dripping = new ArrayDeque<>();

        Drip(int size, boolean inside) {
            this.size = size;
            this.inside = inside;
        }

        @Override
        public void take(HostileClients clients) throws IOException {
            for (int i = dripping.size(); i > 0; i--) {
                WireClient client = dripping.remove();
                if (client.hasInput()) {
                    clients.sawEnd(client);
                } else {
                    client.sendBytes(DROP);
                    dripping.add(client);
                }
            }
            for (int i = 0; i < 5 && dripping.size() < size; i++) {
                WireClient client = inside ? clients.loggedIn() : clients.connect();
                client.sendBytes(inside ? ONE_MEGABYTE : ONE_THOUSAND_BYTES);
                dripping.add(client);
            }
        }
    }

    /** So many connections at a time; of more, the oldest is given up. */
    static final class Crowd implements Step {
        private final int size;
        private final boolean halfAHello;
        private final Deque<WireClient> crowd = new ArrayDeque<>();

        Crowd(int size, boolean halfAHello) {
            this.size = size;
            this.halfAHello = halfAHello;
        }

        @Override
        public void take(HostileClients clients) throws IOException {
            if (crowd.size() == size) {
                WireClient oldest = crowd.remove();
                if (oldest.hasInput()) {
                    clients.sawEnd(oldest);
                } else {
                    clients.saw("nothing");
                    clients.close(oldest);
                }
            }
            WireClient client = clients.connect();
            crowd.add(client);
            clients.saw("connected");
            if (halfAHello && oneIn(2)) {
                client.sendBytes(Arrays.copyOf(hello(clients.user()), 9));
            }
        }
    }

    /** One connection that asks and asks. */
    static final class Deaf implements Step {
        private @Nullable WireClient deaf;

        @Override
        public void take(HostileClients clients) throws IOException {
            if (deaf == null) {
                deaf = clients.loggedIn();
            }
            for (int i = 0; i < 20; i++) {
                Objects.requireNonNull(deaf).send(new GetTopology());
            }
            clients.saw("20 requests sent");
        }
    }
}
