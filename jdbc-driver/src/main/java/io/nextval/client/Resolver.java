package io.nextval.client;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host; any thread. */
interface Resolver {
    /**
     * The addresses of this moment, at least one.
     *
     * @throws IOException with a text for the user if there is none, or not until the deadline
     */
    List<InetAddress> addresses(String host, long deadlineNanos) throws IOException;
}
