package io.nextval.server.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

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
    ADVERTISED(
            "HOST[:PORT]",
            "HOST or HOST:PORT, port 1 to 65535, an IPv6 address before a port in [ ]") {
        @Override
        Object parse(String text) {
            return Advertised.parse(text);
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
    },
    AUTH("WAY", "trust, scram or cert") {
        @Override
        Object parse(String text) {
            return choice(Auth.class, text);
        }
    },
    TLS("WHEN", "off, optional or require") {
        @Override
        Object parse(String text) {
            return choice(TlsConfig.Mode.class, text);
        }
    },
    BOOLEAN("BOOLEAN", "true or false") {
        @Override
        Object parse(String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("it is neither true nor false");
            }
            return text.equals("true");
        }
    },
    NAME("NAME", "1 to 255 bytes of UTF-8 without control characters") {
        @Override
        Object parse(String text) {
            if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > 255) {
                throw new IllegalArgumentException("it is empty, or too long");
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a control character is in it");
            }
            return text;
        }
    },
    VALIDITY("MILLIS", "1000 to 60000") {
        @Override
        Object parse(String text) {
            if (!text.matches("[0-9]{4,5}")) {
                throw new IllegalArgumentException("it is no number of milliseconds there");
            }
            long millis = Long.parseLong(text);
            if (millis < 1_000 || millis > 60_000) {
                throw new IllegalArgumentException("it is too small or too large");
            }
            return millis;
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

    private static <E extends Enum<E>> E choice(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("there is no such choice");
    }
}
