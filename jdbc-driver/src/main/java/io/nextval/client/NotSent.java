package io.nextval.client;

import java.io.IOException;

/** The request never left this machine, so it was certainly not executed. */
final class NotSent extends IOException {
    private static final long serialVersionUID = 1L;

    NotSent(String message) {
        super(message);
    }
}
