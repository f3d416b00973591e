package io.nextval.server.catalog;

import io.nextval.server.config.ServerVersion;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * The rows of {@code pg_settings}: what never changes, and tools ask for. The variables of a
 * session are its driver's; SHOW tells them.
 */
final class PgSettings {
    private record Fixed(String name, String value, String type, String description) {}

    private static final List<Fixed> FIXED =
            List.of(
                    new Fixed("integer_datetimes", "on", "bool", "Times are whole numbers."),
                    new Fixed("max_identifier_length", "63", "integer", "Bytes of a name."),
                    new Fixed("server_encoding", "UTF8", "string", "Encoding of names."),
                    new Fixed(
                            "server_version",
                            ServerVersion.current(),
                            "string",
                            "Version of the node that answers."),
                    new Fixed(
                            "standard_conforming_strings",
                            "on",
                            "bool",
                            "Backslashes in '…' are ordinary characters."));

    private PgSettings() {}

    static Stream<@Nullable Object[]> rows() {
        return FIXED.stream().map(PgSettings::row);
    }

    private static @Nullable Object[] row(Fixed s) {
        return new @Nullable Object[] {
            s.name(),
            s.value(),
            null,
            "Preset Options",
            s.description(),
            null,
            "internal",
            s.type(),
            "default",
            null,
            null,
            null,
            s.value(),
            s.value(),
            null,
            null,
            false
        };
    }
}
