package io.nextval.client;

/**
 * Starts a node inside this JVM. Found by {@link java.util.ServiceLoader}; the server jar provides
 * it. Called by {@link Clients} once for each open name, never twice at the same time for one name.
 */
public interface EmbeddedNodes {
    /**
     * Starts a node.
     *
     * @param kind {@code mem} for one without files, {@code embedded} for one that keeps its state
     *     in a folder
     * @param nameOrDir the name or the folder
     * @throws ClientException with a SQLSTATE of class 08 or 58 and the reason
     */
    Handle open(String kind, String nameOrDir) throws ClientException;

    /** A running node; {@link #close} stops it and may be called once. */
    interface Handle extends AutoCloseable {
        String host();

        int port();

        @Override
        void close();
    }
}
