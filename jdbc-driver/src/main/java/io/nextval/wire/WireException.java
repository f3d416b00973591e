package io.nextval.wire;

/** Bytes that are not a well-formed frame, or a frame that can not be encoded: SQLSTATE 08P01. */
public final class WireException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The SQLSTATE of every violation of the protocol. */
    public static final String PROTOCOL_VIOLATION = "08P01";

    public WireException(String message) {
        super(message);
    }

    public WireException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Always {@code 08P01}. */
    public String sqlState() {
        return PROTOCOL_VIOLATION;
    }
}
