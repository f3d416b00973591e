package io.nextval.wire;

import java.util.List;

/**
 * The answer to a {@link Hello} of a client that has to log in: the ways to do so, by their SASL
 * names. Answered by {@link SaslInitial}.
 */
public record Authenticate(List<String> mechanisms) implements Frame {
    /** A password, which is proved and not sent: RFC 7677. */
    public static final String SCRAM_SHA_256 = "SCRAM-SHA-256";

    /** The same, bound to the TLS connection that it runs over: RFC 5929, tls-server-end-point. */
    public static final String SCRAM_SHA_256_PLUS = "SCRAM-SHA-256-PLUS";

    public Authenticate {
        mechanisms = List.copyOf(mechanisms);
    }

    @Override
    public int type() {
        return FrameType.AUTHENTICATE;
    }
}
