package io.nextval.wire;

/**
 * The client's next message of a login, in which it proves who it is. Answered by {@link SaslFinal}
 * or {@link Goodbye}.
 */
public record SaslResponse(String data) implements Frame {
    @Override
    public int type() {
        return FrameType.SASL_RESPONSE;
    }

    /** Without the data: it helps whoever tries to guess the password. */
    @Override
    public String toString() {
        return "SaslResponse[" + data.length() + " characters]";
    }
}
