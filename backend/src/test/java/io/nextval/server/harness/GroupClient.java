package io.nextval.server.harness;

import static org.awaitility.Awaitility.await;

import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Register;
import io.nextval.wire.Registered;
import io.nextval.wire.Retry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks one group with tickets that the test chooses, as the driver does, but in the open: the same
 * frame goes to one running node after another until one gives a definite answer.
 */
public final class GroupClient {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);

    private final TestCluster cluster;
    private final int group;

    public GroupClient(TestCluster cluster, int group) {
        this.cluster = cluster;
        this.group = group;
    }

    public int group() {
        return group;
    }

    /** A new registration in the group. */
    public long register() {
        Frame answer = ask(new Register(group, UUID.randomUUID()));
        if (answer instanceof Registered registered) {
            return registered.registration();
        }
        throw new IllegalStateException("expected Registered, got " + answer);
    }

    /** A definite answer from whichever node gives one. */
    public Frame ask(Frame frame) {
        return await("answer to " + frame)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> askEachNode(frame), Optional::isPresent)
                .orElseThrow();
    }

    /** A definite answer from this node; empty if it refuses, redirects or does not answer. */
    public Optional<Frame> askNode(NodeProcess node, Frame frame) {
        if (!node.running()) {
            return Optional.empty();
        }
        try (WireClient client = WireClient.connect(node.address(), ASK_LIMIT)) {
            return Optional.of(client.request(frame)).filter(GroupClient::isDefinite);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether a reply settles the request; if not, the same frame may be sent again. */
    public static boolean isDefinite(Frame reply) {
        if (reply instanceof Redirect redirect) {
            return redirect.reason() == RedirectReason.EXPIRED
                    || redirect.reason() == RedirectReason.MOVED;
        }
        return !(reply instanceof Failure failure) || failure.retry() == Retry.NEVER;
    }

    private Optional<Frame> askEachNode(Frame frame) {
        return cluster.nodes().stream()
                .map(node -> askNode(node, frame))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
