package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

@Timeout(30)
final class StateFolderTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void keepsTheHistoryForItsOwnerOnly() throws IOException {
        Path file = requireNonNull(StateFolder.history(Map.of(), folder.toString()));
        assertThat(file).isEqualTo(folder.resolve(".local/state/nextval/history"));
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve(".local/state/nextval"))).isEqualTo("rwx------");
    }

    @Test
    void closesAFileThatOthersCouldRead() throws IOException {
        Path file = Files.createFile(folder.resolve("h"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(StateFolder.history(Map.of("NEXTVAL_HISTORY", file.toString()), null))
                .isEqualTo(file);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void goesWhereTheEnvironmentSays() {
        String home = folder.toString();
        assertThat(StateFolder.history(Map.of("XDG_STATE_HOME", home), "/nowhere"))
                .isEqualTo(folder.resolve("nextval/history"));
        assertThat(StateFolder.history(Map.of("NEXTVAL_HISTORY", ""), home)).isNull();
        assertThat(StateFolder.history(Map.of("NEXTVAL_HISTORY", "/dev/null/x"), home)).isNull();
        assertThat(StateFolder.history(Map.of(), null)).isNull();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
