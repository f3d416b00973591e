package io.nextval.server.command;

import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import java.util.List;
import java.util.UUID;

/** One or two of every command, with values at the edges of what they can have. */
final class SampleCommands {
    private SampleCommands() {}

    static List<Command> all() {
        Ticket first = new Ticket(1, 1, 1);
        Ticket extreme = new Ticket(Long.MAX_VALUE, Long.MIN_VALUE, -1);
        SequenceDefinition plain =
                new SequenceDefinition(DataType.BIGINT, 1, 1, 1, Long.MAX_VALUE, false, 1, true);
        SequenceDefinition odd =
                new SequenceDefinition(
                        DataType.SMALLINT, -1, Long.MIN_VALUE, -32768, -1, true, 1000, false);
        NodeRecord node =
                new NodeRecord(
                        "n1", uuid(11), "10.0.0.1:7651", "db.example", 7650, "10.0.0.1:7652");
        return List.of(
                new Command.RegisterClient(uuid(1)),
                new Command.RegisterClient(new UUID(-1, -1)),
                new Command.Next(first, 8193, 1, false),
                new Command.Next(extreme, Long.MAX_VALUE, 1L << 62, true),
                new Command.NextByName(first, "public", "orders", 50, false),
                new Command.NextByName(extreme, "", "数列 🙂 \"x\"", Long.MIN_VALUE, true),
                new Command.CreateSequence(first, "public", "orders", plain, false),
                new Command.CreateSequence(extreme, "s", "a".repeat(255), odd, true),
                new Command.DropSequence(first, "public", "orders", false),
                new Command.DropSequence(extreme, "s", "t", true),
                new Command.AdoptSlots(0, 1364),
                new Command.AdoptSlots(Integer.MIN_VALUE, Integer.MAX_VALUE),
                new Command.RecordNode(node),
                new Command.RecordNode(new NodeRecord("", uuid(12), "", "", 0, "")),
                new Command.AssignSlots(List.of()),
                new Command.AssignSlots(
                        List.of(new SlotRun(0, 1364, 1), new SlotRun(1365, 4095, -7))));
    }

    private static UUID uuid(long number) {
        return new UUID(0, number);
    }
}
