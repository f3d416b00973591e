package io.nextval.server.frontend;

import io.nextval.wire.Frame;

/** The way back to one client. Any thread; never blocks; silent if the client is gone. */
public interface Replies {

    /** Sends the answer to the request with this id. Answers leave in the order of these calls. */
    void reply(int requestId, Frame frame);

    /** Whom the answers go to. */
    ClientInfo client();
}
