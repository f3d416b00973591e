package io.nextval.server.cli;

import io.nextval.client.Endpoint;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.StartupException;

import java.util.ArrayList;
import java.util.List;

/** Takes the addresses of the nodes out of a URL {@code jdbc:nextval://h1:7650,h2:7650/…}. */
final class ClusterUrl {
    private static final String PREFIX = "jdbc:nextval://";

    private ClusterUrl() {}

    static List<HostPort> addresses(String url) {
        if (!url.startsWith(PREFIX)) {
            throw bad(url, "it must begin with " + PREFIX);
        }
        String hosts = url.substring(PREFIX.length()).replaceFirst("[/?].*", "");
        List<HostPort> addresses = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            String withPort =
                    host.matches(".*:[0-9]+") && !host.endsWith("]")
                            ? host
                            : host + ":" + Endpoint.DEFAULT_PORT;
            try {
                addresses.add(HostPort.parse(withPort));
            } catch (IllegalArgumentException e) {
                throw bad(url, String.valueOf(e.getMessage()));
            }
        }
        return addresses;
    }

    private static StartupException bad(String url, String why) {
        return new StartupException(
                StartupException.EXIT_USAGE,
                "bad URL '"
                        + url.replaceFirst("[?].*", "")
                        + "': "
                        + why
                        + "; allowed: "
                        + PREFIX
                        + "HOST:PORT,…/schema");
    }
}
