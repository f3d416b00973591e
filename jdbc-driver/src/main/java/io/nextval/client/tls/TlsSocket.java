package io.nextval.client.tls;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A connected socket whose streams are encrypted. One thread may read, others write at the same
 * time, and any may close it, which ends the reads and writes of all.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // close must not wait for anybody
final class TlsSocket extends Socket {
    private final Socket socket;
    private final TlsRecords records;
    private final InputStream in;
    private final OutputStream out;

    TlsSocket(Socket socket, TlsRecords records, TlsSettings settings) {
        this.socket = socket;
        this.records = records;
        this.in = new Input(records, settings);
        this.out = new Output(records, settings);
    }

    byte @Nullable [] channelBinding() {
        try {
            return records.engine().getSession().getPeerCertificates()[0]
                            instanceof X509Certificate server
                    ? ChannelBinding.of(server)
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void close() throws IOException {
        records.close();
        socket.close();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        socket.setTcpNoDelay(on);
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        socket.setKeepAlive(on);
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        socket.setSoLinger(on, seconds);
    }

    @Override
    public void connect(SocketAddress address, int timeoutMillis) throws IOException {
        throw new SocketException("already connected");
    }

    @Override
    public void bind(SocketAddress address) throws IOException {
        throw new SocketException("already bound");
    }

    @Override
    public @Nullable InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public @Nullable SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public @Nullable SocketAddress getLocalSocketAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        records.close();
        socket.shutdownOutput();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isBound() {
        return socket.isBound();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public String toString() {
        return "TLS over " + socket;
    }

    private static final class Input extends InputStream {
        private final TlsRecords records;
        private final TlsSettings settings;

        Input(TlsRecords records, TlsSettings settings) {
            this.records = records;
            this.settings = settings;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return records.read(bytes, offset, length);
            } catch (javax.net.ssl.SSLException e) {
                throw Tls.explained(e, settings);
            }
        }

        @Override
        public int available() {
            return records.available();
        }
    }

    private static final class Output extends OutputStream {
        private final TlsRecords records;
        private final TlsSettings settings;

        Output(TlsRecords records, TlsSettings settings) {
            this.records = records;
            this.settings = settings;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                records.write(bytes, offset, length);
            } catch (javax.net.ssl.SSLException e) {
                throw Tls.explained(e, settings);
            }
        }
    }
}
