package io.nextval.wire;

/**
 * The way to log in that the client has chosen, and its first message. Answered by {@link
 * SaslContinue} or {@link Goodbye}.
 */
public record SaslInitial(String mechanism, String data) implements Frame {
    /** Without the data: what is said at a login is nobody else's. */
    @Override
    public String toString() {
        return "SaslInitial[mechanism=" + mechanism + ", " + data.length() + " characters]";
    }

    @Override
    public int type() {
        return FrameType.SASL_INITIAL;
    }
}
