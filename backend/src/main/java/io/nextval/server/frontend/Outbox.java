package io.nextval.server.frontend;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Retry;
import io.nextval.wire.WireException;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Replies on their way to one channel. Whoever has an answer encodes it and leaves it here; the
 * event loop is woken once for all that came meanwhile, and flushes once.
 *
 * <p>{@code scheduled} is lowered before the queue is drained, so a reply that is added during the
 * drain is either seen by it or schedules the next one.
 */
final class Outbox implements Replies {
    private final ConcurrentLinkedQueue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Channel channel;
    private final ClientInfo client;

    Outbox(Channel channel, ClientInfo client) {
        this.channel = channel;
        this.client = client;
    }

    @Override
    public ClientInfo client() {
        return client;
    }

    @Override
    public void reply(int requestId, Frame frame) {
        if (!channel.isActive()) {
            return;
        }
        queue.add(encode(requestId, frame));
        if (scheduled.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::drain);
        }
    }

    private byte[] encode(int requestId, Frame frame) {
        Frame sent = client.version() == Version1.VERSION ? Version1.readable(frame) : frame;
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
        }
    }
}
