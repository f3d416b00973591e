package io.nextval.server.cli.console;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * Where the history of a person is kept: {@code NEXTVAL_HISTORY}, else {@code nextval/history} in
 * {@code XDG_STATE_HOME}, else in {@code ~/.local/state}.
 */
final class StateFolder {
    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private StateFolder() {}

    /** The file, made if it is missing, for its owner only; null if there is to be none. */
    static @Nullable Path history(Map<String, String> environment, @Nullable String home) {
        Path file = path(environment, home);
        if (file == null) {
            return null;
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null && !Files.isDirectory(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            }
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            }
            if (!Files.isRegularFile(file)) {
                return null;
            }
            Files.setPosixFilePermissions(file, FILE);
            return file;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    private static @Nullable Path path(Map<String, String> environment, @Nullable String home) {
        String given = environment.get("NEXTVAL_HISTORY");
        if (given != null) {
            return given.isBlank() ? null : Path.of(given);
        }
        String state = environment.get("XDG_STATE_HOME");
        if (state != null && !state.isBlank()) {
            return Path.of(state, "nextval", "history");
        }
        return home == null ? null : Path.of(home, ".local", "state", "nextval", "history");
    }
}
