package io.nextval.server.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Who waits for the reply of one call. Called once, on the connection's event loop. */
interface PeerReply {

    /** The reply's message; the bytes are only valid during the call. */
    void received(ByteBuffer message) throws IOException;

    /** There will be no reply. */
    void failed(IOException cause);
}
