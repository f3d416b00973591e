package io.nextval.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Collections;
import java.util.List;
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
    void takesCommentsUpToTheLimitInBytes() {
        assertThat(comment("é".repeat(512)).comment()).hasSize(512);
        assertThatThrownBy(() -> comment("é".repeat(512) + "x"))
                .isInstanceOf(CommandFormatException.class)
                .hasMessage("comment is longer than 1024 bytes of UTF-8");
    }

    private static Command.CommentSequence comment(String text) {
        return new Command.CommentSequence(TICKET, "public", "orders", text);
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

    @Test
    void refusesWhatNoUserCouldBeGranted() {
        assertThatThrownBy(() -> grant(0, List.of(1L)))
                .hasMessage("privileges 0 are none of those within 7");
        assertThatThrownBy(() -> grant(Privileges.CREATE, List.of(1L)))
                .hasMessage("privileges 8 are none of those within 7");
        assertThatThrownBy(() -> grant(1, List.of()))
                .hasMessage("0 users in one statement are not within 1…1000");
        assertThatThrownBy(() -> grant(1, Collections.nCopies(1001, 5L)))
                .hasMessage("1001 users in one statement are not within 1…1000");
        assertThatThrownBy(() -> grant(1, List.of(-1L))).hasMessage("user id -1 is impossible");
        assertThat(grant(7, Collections.nCopies(1000, 0L)).userIds()).hasSize(1000);
    }

    @Test
    void refusesABlockThatIsGoodForTooLongOrNotAtAll() {
        assertThat(reserve(60_000).validMillis()).isEqualTo(60_000);
        assertThatThrownBy(() -> reserve(60_001))
                .isInstanceOf(CommandFormatException.class)
                .hasMessage("a validity of 60001 ms is not within 1…60000");
        assertThatThrownBy(() -> reserve(0)).isInstanceOf(CommandFormatException.class);
    }

    @Test
    void refusesAVerifierThatIsTooLong() {
        assertThat(user("v".repeat(512)).verifier()).hasSize(512);
        assertThatThrownBy(() -> user("v".repeat(513)))
                .isInstanceOf(CommandFormatException.class)
                .hasMessage("verifier is longer than 512 bytes of UTF-8");
    }

    @Test
    void neverShowsAVerifier() {
        assertThat(user("secret")).hasToString("CreateUser[name=anna, superuser=true]");
        assertThat(new Command.AlterUser(TICKET, "anna", null, true, "secret"))
                .hasToString("AlterUser[name=anna]");
    }

    private static Command.CreateUser user(String verifier) {
        return new Command.CreateUser(TICKET, "anna", true, verifier);
    }

    private static Command.Reserve reserve(long validMillis) {
        return new Command.Reserve(TICKET, "public", "orders", 10, validMillis);
    }

    private static Command.GrantOnSequence grant(int privileges, List<Long> users) {
        return new Command.GrantOnSequence(TICKET, "public", "orders", false, privileges, users);
    }

    private static Command.NextByName next(String name) {
        return new Command.NextByName(TICKET, "public", name, 1, false);
    }
}
