package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Socket;

/** One attempt to connect. Made by one thread, given up by any: that closes its socket. */
final class Attempt {
    private volatile @Nullable Socket socket;
    private volatile boolean givenUp;

    /** The attempt's socket, not connected yet. */
    Socket newSocket() throws IOException {
        Socket fresh = new Socket();
        socket = fresh;
        if (givenUp) {
            close(fresh);
            throw new IOException("given up");
        }
        return fresh;
    }

    void giveUp() {
        givenUp = true;
        Socket open = socket;
        if (open != null) {
            close(open);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
