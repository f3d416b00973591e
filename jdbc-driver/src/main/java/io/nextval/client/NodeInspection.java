package io.nextval.client;

import io.nextval.wire.GetTopology;
import io.nextval.wire.Topology;
import io.nextval.wire.Welcome;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/**
 * What one node says of itself and of its cluster, asked over a connection of its own that ends
 * with the answer. For tools that want to know about just this node; blocks.
 *
 * @param welcome who the node is
 * @param topology the cluster as this node sees it
 */
public record NodeInspection(Welcome welcome, Topology topology) {

    /**
     * Connects to one node, logs in, and asks.
     *
     * @param settings how to connect, and as whom; their endpoints are not used
     * @throws IOException if the node does not answer in time
     * @throws ClientException 28xxx if it refuses the credentials
     */
    public static NodeInspection of(Endpoint endpoint, ClientSettings settings)
            throws IOException, ClientException {
        InetAddress address = InetAddress.getByName(endpoint.host());
        Link link = Handshake.open(endpoint, address, settings, new Attempt());
        try {
            Exchange exchange = new Exchange(link, new GetTopology(), null, Thread.currentThread());
            if (link.start(exchange, true)) {
                long limit = TimeUnit.MILLISECONDS.toNanos(settings.answerTimeoutMillis());
                link.await(exchange, System.nanoTime() + limit);
            }
            if (exchange.reply() instanceof Topology topology) {
                return new NodeInspection(link.welcome(), topology);
            }
            link.abandon(exchange);
            throw new IOException("did not tell the topology in time");
        } finally {
            link.close(new IOException("the inspection is over"));
        }
    }
}
