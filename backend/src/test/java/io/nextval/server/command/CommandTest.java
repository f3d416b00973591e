package io.nextval.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.UUID;

@Timeout(60)
class CommandTest {
    private static final Ticket TICKET = new Ticket(1, 1, 1);

    @Test
    void takesNamesUpToTheLimitInBytes() {
        assertThat(next("é".repeat(127)).name()).hasSize(127);
        assertThatThrownBy(() -> next("é".repeat(128)))
                .isInstanceOf(CommandFormatException.class)
                .hasMessage("sequence name is longer than 255 bytes of UTF-8");
    }

    @Test
    void refusesANameThatWouldComeBackFromTheLogAsAnother() {
        assertThat(next("a🙂b").name()).isEqualTo("a🙂b");
        assertThatThrownBy(() -> next("a\uD83D"))
                .isInstanceOf(CommandFormatException.class)
                .hasMessage("sequence name has an unpaired surrogate at index 1");
        assertThatThrownBy(() -> next("\uDE42\uD83D")).isInstanceOf(CommandFormatException.class);
    }

    @Test
    void refusesANodeThatNoEntryCanCarry() {
        UUID id = new UUID(1, 2);
        assertThatThrownBy(() -> new NodeRecord("n".repeat(256), id, "", "", 0, ""))
                .hasMessageContaining("node id is longer than 255 bytes");
        assertThatThrownBy(() -> new NodeRecord("n", id, "", "", 65_536, ""))
                .hasMessageContaining("client port 65536 is not in 0…65535");
    }

    private static Command.NextByName next(String name) {
        return new Command.NextByName(TICKET, "public", name, 1, false);
    }
}
