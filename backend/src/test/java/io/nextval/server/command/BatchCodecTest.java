package io.nextval.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

@Timeout(60)
class BatchCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void givesBackEveryCommand() {
        Batch batch = new Batch(1_795_000_000_000L, SampleCommands.all());

        assertThat(decode(BatchCodec.encode(batch))).isEqualTo(batch);
    }

    /** The words behind the bytes are for people, and of the time at which they were written. */
    @Test
    void writesAndReadsTheFirstEntriesAsTheyAreKept() throws IOException {
        assertKept("entries-1.txt", SampleCommands.early());
    }

    @Test
    void writesAndReadsTheEntriesOfSchemasAndTasksAsTheyAreKept() throws IOException {
        assertKept("entries-1-tasks.txt", SampleCommands.later());
    }

    @Test
    void writesAndReadsTheEntriesOfUsersAndBlocksAsTheyAreKept() throws IOException {
        assertKept("entries-1-access.txt", SampleCommands.access());
    }

    @Test
    void writesAndReadsTheEntriesOfGrantsOnSeveralAsTheyAreKept() throws IOException {
        assertKept("entries-1-grants.txt", SampleCommands.grants());
    }

    @Test
    void refusesACommandInTheNamesOfTwoUsers() {
        assertThatThrownBy(() -> decode(HEX.parseHex("0100010a080100" + "0a050101020101")))
                .isInstanceOf(CommandFormatException.class)
                .hasMessageContaining("a command in the names of two users, at byte 8");
    }

    @Test
    void refusesACommandWithoutATicketInTheNameOfAUser() {
        assertThatThrownBy(() -> decode(HEX.parseHex("0100010a060100" + "21020202")))
                .isInstanceOf(CommandFormatException.class)
                .hasMessageContaining("a command without a ticket in the name of a user");
    }

    private static void assertKept(String file, List<Command> commands) throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : goldenLines(file)) {
            kept.add(line.substring(0, line.indexOf(' ')));
        }
        List<String> written = new ArrayList<>();
        for (Command command : commands) {
            byte[] entry = BatchCodec.encode(new Batch(written.size() - 1L, List.of(command)));
            written.add(HEX.formatHex(entry));
        }
        assertThat(written).isEqualTo(kept);

        for (int i = 0; i < kept.size(); i++) {
            Batch expected = new Batch(i - 1L, List.of(commands.get(i)));
            assertThat(decode(HEX.parseHex(kept.get(i)))).isEqualTo(expected);
        }
    }

    @Test
    void readsFromABufferThatIsNeitherAtZeroNorAnArray() {
        Batch batch = new Batch(7, SampleCommands.all());
        byte[] entry = BatchCodec.encode(batch);
        ByteBuffer buffer = ByteBuffer.allocateDirect(entry.length + 9);
        buffer.position(5).put(entry).flip().position(5);

        assertThat(BatchCodec.decode(buffer.asReadOnlyBuffer())).isEqualTo(batch);
        assertThat(buffer.position()).isEqualTo(5);
    }

    @Test
    void namesAnUnknownVersion() {
        assertThatThrownBy(() -> decode(HEX.parseHex("020000")))
                .isInstanceOf(CommandFormatException.class)
                .hasMessageContaining("log format version 2 is unknown (known: 1), at byte 1");
    }

    @Test
    void namesAnUnknownCommandAndItsPlace() {
        assertThatThrownBy(() -> decode(HEX.parseHex("0100012a03aabbcc")))
                .isInstanceOf(CommandFormatException.class)
                .hasMessageContaining(
                        "unknown command tag 42 (3 bytes; written by a newer version?)")
                .hasMessageContaining("at byte 5");
    }

    @Test
    void refusesACommandThatIsLongerThanItsFields() {
        assertThatThrownBy(() -> decode(HEX.parseHex("01000120030000ff")))
                .isInstanceOf(CommandFormatException.class)
                .hasMessageContaining("1 bytes too many at byte 7");
    }

    @Test
    void refusesBytesBehindTheEntry() {
        assertThatThrownBy(() -> decode(HEX.parseHex("01000000")))
                .isInstanceOf(CommandFormatException.class)
                .hasMessageContaining("1 bytes too many at byte 3");
    }

    @Test
    void refusesAnEntryCutAnywhere() {
        byte[] entry = BatchCodec.encode(new Batch(7, SampleCommands.all()));
        for (int length = 0; length < entry.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(entry, 0, length);
            assertThatThrownBy(() -> BatchCodec.decode(cut))
                    .isInstanceOf(CommandFormatException.class);
        }
    }

    @Test
    void refusesMoreCommandsThanTheBytesCanHoldBeforeMakingRoomForThem() {
        assertThatThrownBy(() -> decode(HEX.parseHex("010080800100")))
                .isInstanceOf(CommandFormatException.class)
                .hasMessageContaining("command count 16384 is more than 1 bytes can hold");
    }

    @Test
    void refusesNumbersThatAreNotInTheirShortestFormOrTooLong() {
        assertThatThrownBy(() -> decode(HEX.parseHex("01800000")))
                .hasMessageContaining("log time is not in its shortest form");
        assertThatThrownBy(() -> decode(HEX.parseHex("01ffffffffffffffffff0200")))
                .hasMessageContaining("log time has more than 64 bits");
    }

    @Test
    void carriesAsManyCommandsAsTheLimitAndNoMore() {
        Command command = new Command.RegisterClient(new UUID(1, 2));
        int limit = CommandLimits.BATCH_COMMANDS_MAX;
        Batch full = new Batch(0, Collections.nCopies(limit, command));

        assertThat(decode(BatchCodec.encode(full))).isEqualTo(full);
        assertThatThrownBy(() -> new Batch(0, Collections.nCopies(limit + 1, command)))
                .isInstanceOf(CommandFormatException.class)
                .hasMessageContaining("65537 commands in a batch are more than the limit of 65536");
    }

    private static Batch decode(byte[] entry) {
        return BatchCodec.decode(ByteBuffer.wrap(entry));
    }

    private static List<String> goldenLines(String file) throws IOException {
        try (InputStream in = BatchCodecTest.class.getResourceAsStream(file)) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
