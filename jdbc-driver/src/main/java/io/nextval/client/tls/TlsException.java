package io.nextval.client.tls;

import java.io.IOException;

/**
 * TLS can not be used as it is set up. The message says what is wrong and what to do, and can
 * follow the name of the server in a sentence.
 */
public final class TlsException extends IOException {
    private static final long serialVersionUID = 1L;

    public TlsException(String message) {
        super(message);
    }

    public TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
