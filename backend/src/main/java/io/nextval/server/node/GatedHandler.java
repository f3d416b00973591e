package io.nextval.server.node;

import io.nextval.server.frontend.Replies;
import io.nextval.server.frontend.RequestHandler;
import io.nextval.wire.Frame;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;

import org.jspecify.annotations.Nullable;

/** Sends clients on until the node has joined its groups, and again once it closes. */
final class GatedHandler implements RequestHandler {
    private volatile @Nullable RequestHandler open;

    void open(RequestHandler handler) {
        open = handler;
    }

    void close() {
        open = null;
    }

    @Override
    public void handle(Frame request, int requestId, Replies replies) {
        RequestHandler handler = open;
        if (handler == null) {
            replies.reply(requestId, new Redirect(RedirectReason.NOT_READY, 0, ""));
        } else {
            handler.handle(request, requestId, replies);
        }
    }
}
