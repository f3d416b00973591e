package io.nextval.server.cli.console;

import java.io.IOException;
import java.io.Writer;
import java.util.function.BooleanSupplier;

/** Passes text on until it is stopped; then each write fails. Closing only flushes. */
final class StoppableWriter extends Writer {
    private final Writer target;
    private final BooleanSupplier stopped;

    /** Thrown by a write after the stop. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    StoppableWriter(Writer target, BooleanSupplier stopped) {
        this.target = target;
        this.stopped = stopped;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        if (stopped.getAsBoolean()) {
            throw new StoppedException();
        }
        target.write(text, offset, length);
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        target.flush();
    }
}
