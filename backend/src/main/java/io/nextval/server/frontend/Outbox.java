package io.nextval.server.frontend;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.nextval.server.config.ServerLimits;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Retry;
import io.nextval.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Replies on their way to one channel. Whoever has an answer encodes it and leaves it here; the
 * event loop is woken once for all that came meanwhile, and flushes once.
 *
 * <p>{@code scheduled} is lowered before the queue is drained, so a reply that is added during the
 * drain is either seen by it or schedules the next one.
 */
final class Outbox implements Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int REQUESTS_MAX = ServerLimits.REQUESTS_PER_CONNECTION.asInt();
    private static final long UNREAD_BYTES_MAX = ServerLimits.UNREAD_REPLY_BYTES.value();

    private final ConcurrentLinkedQueue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<Integer, Integer> largeRequests = new ConcurrentHashMap<>();
    private final Channel channel;
    private final ClientInfo client;
    private final LargeFrames large;

    Outbox(Channel channel, ClientInfo client, LargeFrames large) {
        this.channel = channel;
        this.client = client;
        this.large = large;
    }

    /**
     * Counts a request until it is answered. On the event loop.
     *
     * @param held bytes of {@link LargeFrames} that are given back then
     * @return false if there are too many without an answer; it must not be handled then
     */
    boolean begin(int requestId, int held) {
        if (unanswered.get() >= REQUESTS_MAX) {
            large.give(held);
            return false;
        }
        unanswered.incrementAndGet();
        if (held != 0) {
            largeRequests.merge(requestId, held, Integer::sum);
        }
        return true;
    }

    private void end(int requestId) {
        unanswered.decrementAndGet();
        if (!largeRequests.isEmpty()) {
            Integer held = largeRequests.remove(requestId);
            if (held != null) {
                large.give(held);
            }
        }
    }

    @Override
    public ClientInfo client() {
        return client;
    }

    @Override
    public void reply(int requestId, Frame frame) {
        send(requestId, frame);
        end(requestId);
    }

    /** Sends what is not the answer to a request that was counted. Any thread. */
    void send(int requestId, Frame frame) {
        if (!channel.isActive()) {
            return;
        }
        queue.add(encode(requestId, frame));
        if (scheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::drain);
        }
    }

    private byte[] encode(int requestId, Frame frame) {
        Frame sent = Versions.readable(client.version(), frame);
        try {
            return FrameCodec.encode(requestId, sent);
        } catch (WireException e) {
            return FrameCodec.encode(requestId, unsendable(e));
        }
    }

    private static Failure unsendable(WireException e) {
        return new Failure(
                "54000",
                Retry.NEVER,
                "the answer can not be sent: " + e.getMessage(),
                "",
                "Ask for fewer rows, for example with LIMIT.",
                0);
    }

    private void drain() {
        scheduled.set(false);
        boolean any = false;
        for (byte[] frame = queue.poll(); frame != null; frame = queue.poll()) {
            var unused = channel.write(Unpooled.wrappedBuffer(frame), channel.voidPromise());
            any = true;
        }
        if (any) {
            channel.flush();
            if (!channel.isWritable() && channel.bytesBeforeWritable() > UNREAD_BYTES_MAX) {
                LOG.info("closing {}: it does not read its replies", client.address());
                var unused = channel.close();
            }
        }
    }
}
