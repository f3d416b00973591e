package io.nextval.client;

import io.nextval.wire.Envelope;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Retry;
import io.nextval.wire.WireException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** The frames of a handshake, one after the other, until a deadline. Used by one thread. */
final class Conversation {
    /** The request id of all of them. */
    private static final int ID = 1;

    private final Socket socket;
    private final FrameInput input;
    private final OutputStream out;
    private final long deadlineNanos;

    Conversation(Socket socket, long deadlineNanos) throws IOException {
        this.socket = socket;
        this.input = new FrameInput(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.deadlineNanos = deadlineNanos;
    }

    void send(Frame frame) throws IOException {
        out.write(FrameCodec.encode(ID, frame));
    }

    /**
     * The next frame of the server.
     *
     * @throws Handshake.Mismatch if it is none, or if the server does not speak our version
     * @throws ClientException if the server refuses the credentials, which are wrong at every node
     */
    Frame receive() throws IOException, ClientException {
        try {
            Envelope envelope = input.next();
            while (envelope == null) {
                socket.setSoTimeout(millisLeft(deadlineNanos));
                input.fill();
                envelope = input.next();
            }
            if (envelope.frame() instanceof Goodbye goodbye) {
                throw refused(goodbye);
            }
            return envelope.frame();
        } catch (SocketTimeoutException e) {
            throw new IOException("accepted the connection, but did not answer in time", e);
        } catch (WireException e) {
            throw new Handshake.Mismatch("is not a Nextval server: " + e.getMessage());
        }
    }

    /** From here on the link reads. */
    FrameInput input() {
        input.handshakeDone();
        return input;
    }

    private static IOException refused(Goodbye goodbye) throws ClientException {
        if (goodbye.sqlState().matches("28[0-9A-Z]{3}")) {
            throw new ClientException(goodbye.sqlState(), Retry.NEVER, goodbye.reason());
        }
        return goodbye.sqlState().equals(WireException.PROTOCOL_VIOLATION)
                ? new Handshake.Mismatch("refused the connection: " + goodbye.reason())
                : new IOException("refused the connection: " + goodbye.reason());
    }

    static int millisLeft(long deadlineNanos) throws SocketTimeoutException {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
