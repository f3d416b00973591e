package io.nextval.compatibility;

import io.nextval.client.EmbeddedNodes;

import java.util.ServiceLoader;

/** A node inside this JVM, which other processes and class loaders can connect to over TCP. */
final class TestNode implements AutoCloseable {
    private final EmbeddedNodes.Handle handle;

    private TestNode(EmbeddedNodes.Handle handle) {
        this.handle = handle;
    }

    static TestNode start(String name) throws Exception {
        EmbeddedNodes nodes = ServiceLoader.load(EmbeddedNodes.class).findFirst().orElseThrow();
        return new TestNode(nodes.open("mem", name));
    }

    String url() {
        return "jdbc:nextval://" + handle.host() + ":" + handle.port() + "/public";
    }

    @Override
    public void close() {
        handle.close();
    }
}
