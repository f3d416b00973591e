package io.nextval.server.frontend;

import io.nextval.wire.Frame;

/** What the front end hands requests to. Called on event loops, so it must not block. */
public interface RequestHandler {

    /** Answers one request through {@code replies}, now or later, exactly once. */
    void handle(Frame request, int requestId, Replies replies);
}
