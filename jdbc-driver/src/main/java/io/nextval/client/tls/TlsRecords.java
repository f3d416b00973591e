package io.nextval.client.tls;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * TLS records over a blocking socket. One thread reads and any thread writes at the same time, as
 * with the socket itself.
 *
 * <p><b>Why not the JDK's SSLSocket.</b> Its {@code close} waits for a writer that is stuck in a
 * write to a server that does not read, and the only way to end that write is {@code close}. It
 * also reads each record in two steps, so that a call costs two more system calls. And this class
 * need not rely on how each JDK treats a read that times out in the middle of a record:
 *
 * <p><b>Timeouts lose nothing.</b> What was received stays in {@code received} until it is a whole
 * record, since only complete records are given to the engine; a read of the socket that times out
 * takes nothing. So {@link #read} can be repeated after a {@link SocketTimeoutException}.
 *
 * <p><b>What comes after the handshake</b> (session tickets, new keys) needs nothing of the reader:
 * if the engine owes an answer, it puts that in front of the next data that is written.
 */
final class TlsRecords {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int BYTES_MIN = 32 * 1024;
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;
    private static final int LAST_WORDS_MILLIS = 500;
    private static final int LAST_RECORDS_MAX = 20;

    /** What the server sent is not TLS. */
    static final class NotTls extends IOException {
        private static final long serialVersionUID = 1L;

        NotTls() {
            super("what the server sent is not TLS");
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final SSLEngine engine;
    private final ReentrantLock writing = new ReentrantLock();
    private ByteBuffer received;
    private ByteBuffer plain;

    private boolean begun;

    /** True after the handshake. Written before any other thread has the socket. */
    private boolean established;

    /** Guarded by {@code writing}, as all of writing is. */
    private ByteBuffer sealed;

    /** True once the server has said something behind the handshake. */
    private volatile boolean heard;

    /** True while nothing was written that may not have arrived. */
    private volatile boolean answered;

    TlsRecords(Socket socket, SSLEngine engine) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.engine = engine;
        int record = engine.getSession().getPacketBufferSize();
        received = ByteBuffer.allocate(Math.max(BYTES_MIN, record)).limit(0);
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
        sealed = ByteBuffer.allocate(record);
    }

    SSLEngine engine() {
        return engine;
    }

    /** Sets up the keys, by the thread that opens the connection. */
    void handshake(long deadlineNanos) throws IOException {
        writing.lock();
        try {
            engine.beginHandshake();
            while (true) {
                switch (engine.getHandshakeStatus()) {
                    case NEED_TASK -> runTasks();
                    case NEED_WRAP -> seal(NOTHING);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                        socket.setSoTimeout(millisLeft(deadlineNanos));
                        if (!decipher()) {
                            throw new EOFException("closed the connection");
                        }
                    }
                    case FINISHED, NOT_HANDSHAKING -> {
                        established = true;
                        return;
                    }
                }
            }
        } catch (SocketException e) {
            throw lastWords(e);
        } catch (IOException e) {
            sayGoodbye();
            throw e;
        } finally {
            writing.unlock();
        }
    }

    /** Reads at least one byte, or -1 at the end. */
    int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!plain.hasRemaining()) {
            if (!decipher()) {
                return -1;
            }
        }
        heard = true;
        int count = Math.min(length, plain.remaining());
        plain.get(bytes, offset, count);
        return count;
    }

    int available() {
        return plain.remaining();
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        writing.lock();
        try {
            answered = false;
            ByteBuffer data = ByteBuffer.wrap(bytes, offset, length);
            while (data.hasRemaining()) {
                seal(data);
            }
        } catch (IOException e) {
            throw heard ? e : lastWords(e);
        } finally {
            writing.unlock();
        }
    }

    /**
     * Tells the server that nothing follows, unless that might block: the frames have their own
     * lengths, so that their end needs no proof.
     */
    void close() {
        if (answered && writing.tryLock()) {
            try {
                sayGoodbye();
            } finally {
                writing.unlock();
            }
        }
    }

    private void sayGoodbye() {
        try {
            engine.closeOutbound();
            seal(NOTHING);
        } catch (IOException e) {
            // the connection is given up anyway
        }
    }

    /**
     * What the server said before it stopped reading: with TLS 1.3 it checks a client's certificate
     * when the client already writes, so its reason for closing is still to be read. Only before
     * anything was heard, while no other thread reads.
     */
    private IOException lastWords(IOException failure) {
        try {
            for (int i = 0; i < LAST_RECORDS_MAX; i++) {
                if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    sealed.clear();
                    engine.wrap(NOTHING, sealed); // nobody will read the rest of our part
                }
            }
            socket.setSoTimeout(LAST_WORDS_MILLIS);
            for (int i = 0; i < LAST_RECORDS_MAX && !plain.hasRemaining() && decipher(); i++) {
                // on to the alert
            }
            return failure;
        } catch (IOException e) {
            e.addSuppressed(failure);
            return e instanceof SSLException ? e : failure;
        }
    }

    private void seal(ByteBuffer data) throws IOException {
        sealed.clear();
        SSLEngineResult result = engine.wrap(data, sealed);
        switch (result.getStatus()) {
            case OK, CLOSED -> {
                out.write(sealed.array(), 0, sealed.position());
                if (result.getStatus() == SSLEngineResult.Status.CLOSED && data.hasRemaining()) {
                    throw new IOException("the TLS connection is closed");
                }
                if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                    runTasks();
                }
                checkProgress(result);
            }
            case BUFFER_OVERFLOW -> sealed = ByteBuffer.allocate(2 * sealed.capacity());
            case BUFFER_UNDERFLOW -> throw new IOException("TLS can not be sent: " + result);
        }
    }

    /** Deciphers one record if there is one, else reads; false at the end. */
    private boolean decipher() throws IOException {
        plain.clear();
        SSLEngineResult result;
        try {
            result = engine.unwrap(received, plain);
        } finally {
            plain.flip();
        }
        return switch (result.getStatus()) {
            case OK -> {
                if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                    runTasks();
                }
                checkProgress(result);
                yield true;
            }
            case BUFFER_UNDERFLOW -> fill();
            case BUFFER_OVERFLOW -> {
                plain = ByteBuffer.allocate(2 * plain.capacity()).limit(0);
                yield true;
            }
            case CLOSED -> false;
        };
    }

    /** TLS 1.2 lets a server ask for another handshake, which ours never do. */
    private void checkProgress(SSLEngineResult result) throws IOException {
        if (established
                && result.bytesConsumed() == 0
                && result.bytesProduced() == 0
                && (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                        || result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP)) {
            throw new IOException("the server asks for another TLS handshake");
        }
    }

    private boolean fill() throws IOException {
        received.compact();
        int count;
        try {
            if (!received.hasRemaining()) {
                throw new IOException("a TLS record is too long");
            }
            count = in.read(received.array(), received.position(), received.remaining());
            if (count > 0) {
                if (!begun) {
                    begun = true;
                    checkKind(received.array()[0]);
                }
                received.position(received.position() + count);
                answered = true;
            }
        } finally {
            received.flip();
        }
        return count >= 0;
    }

    /** A server without TLS answers with something else than a handshake or an alert. */
    private static void checkKind(byte first) throws NotTls {
        if (first != HANDSHAKE && first != ALERT) {
            throw new NotTls();
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private static int millisLeft(long deadlineNanos) throws SocketTimeoutException {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no TLS handshake in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
