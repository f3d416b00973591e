package io.nextval.wire;

/** The server's next message of a login. Answered by {@link SaslResponse}. */
public record SaslContinue(String data) implements Frame {
    @Override
    public int type() {
        return FrameType.SASL_CONTINUE;
    }

    /** Without the data: it helps whoever tries to guess the password. */
    @Override
    public String toString() {
        return "SaslContinue[" + data.length() + " characters]";
    }
}
