package io.nextval.server.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Keys as a stream. Unlike Java's pipes it does not mind which threads read and write, nor whether
 * one that did so has ended.
 */
final class Keyboard extends InputStream {
    private static final int END = -1;

    private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();

    void type(String text) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            keys.add(b & 0xFF);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            int key = keys.take();
            if (key == END) {
                keys.add(END);
            }
            return key;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int key = read();
        if (key == END) {
            return END;
        }
        bytes[from] = (byte) key;
        return 1;
    }

    @Override
    public int available() {
        return keys.size();
    }

    @Override
    public void close() {
        keys.add(END);
    }
}
