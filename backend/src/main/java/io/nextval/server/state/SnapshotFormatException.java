package io.nextval.server.state;

/** Bytes that are no sound snapshot of a known version. The message names what and where. */
public final class SnapshotFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotFormatException(String message) {
        super(message);
    }
}
