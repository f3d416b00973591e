package io.nextval.wire;

/**
 * The login has succeeded; the server proves that it knows the user too. {@link Welcome} follows
 * with the same request id.
 */
public record SaslFinal(String data) implements Frame {
    @Override
    public int type() {
        return FrameType.SASL_FINAL;
    }

    /** Without the data: it helps whoever tries to guess the password. */
    @Override
    public String toString() {
        return "SaslFinal[" + data.length() + " characters]";
    }
}
