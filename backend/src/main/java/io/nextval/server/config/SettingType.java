package io.nextval.server.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What the value of a {@link Setting} looks like, and how to read it. */
public enum SettingType {
    NODE_ID("ID", NodeIds.ALLOWED) {
        @Override
        Object parse(String text) {
            return NodeIds.check(text);
        }
    },
    PATH("PATH", "a path of the file system") {
        @Override
        Object parse(String text) {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("the path is empty");
            }
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(e.getReason(), e);
            }
        }
    },
    ADDRESS("HOST:PORT", "HOST:PORT, port 0 to 65535, an IPv6 address in [ ]") {
        @Override
        Object parse(String text) {
            return HostPort.parse(text);
        }
    },
    HOST("HOST", "a host name or an address, without a port") {
        @Override
        Object parse(String text) {
            return HostPort.checkedHost(text);
        }
    },
    PEERS(
            "ID=HOST:PORT,…",
            "ID=HOST:PORT,… with 1 to "
                    + Peers.PEERS_MAX
                    + " different ids and addresses, port 1 to 65535") {
        @Override
        Object parse(String text) {
            return Peers.parse(text);
        }
    };

    private final String placeholder;
    private final String allowed;

    SettingType(String placeholder, String allowed) {
        this.placeholder = placeholder;
        this.allowed = allowed;
    }

    /** How the value is written in a synopsis. */
    public String placeholder() {
        return placeholder;
    }

    /** The legal values, in words. */
    public String allowed() {
        return allowed;
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException with what is wrong, in words for the operator
     */
    abstract Object parse(String text);
}
