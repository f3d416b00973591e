package io.nextval.wire;

import java.util.Map;

/**
 * First frame of a connection: the versions the client speaks. On the wire it starts with the magic
 * bytes "NXTV". Answered by {@link Welcome} or {@link Goodbye}.
 */
public record Hello(
        int versionMin, int versionMax, String clientName, Map<String, String> properties)
        implements Frame {
    public Hello {
        properties = Map.copyOf(properties);
    }

    @Override
    public int type() {
        return FrameType.HELLO;
    }
}
