package io.nextval.server.state;

import static io.nextval.server.state.Requests.bounded;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.dropSequence;
import static io.nextval.server.state.Requests.next;
import static io.nextval.server.state.Requests.plain;
import static io.nextval.server.state.Requests.register;

import io.nextval.server.command.Batch;
import io.nextval.server.command.BatchCodec;
import io.nextval.server.command.Command;
import io.nextval.server.command.NodeRecord;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Two short histories that have a bit of everything, and how they are kept as text. */
final class GoldenHistory {
    private static final HexFormat HEX = HexFormat.of();
    private static final int LINE_BYTES = 48;

    private GoldenHistory() {}

    static List<Batch> sequencer() {
        SequenceDefinition strict =
                new SequenceDefinition(DataType.SMALLINT, 7, 2, 1, 10, true, 20, true);
        SequenceDefinition down =
                bounded(Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, false);
        return List.of(
                new Batch(
                        1_795_000_000_000L,
                        List.of(
                                new Command.AdoptSlots(0, 2000),
                                new Command.AdoptSlots(2500, 4095))),
                new Batch(
                        1_795_000_000_100L,
                        List.of(register(1), register(2), register(1), register(3))),
                new Batch(
                        1_795_000_000_150L,
                        List.of(
                                createSequence(ticket(1, 1, 1), "orders", plain()),
                                createSequence(ticket(1, 2, 1), "orders", plain()),
                                createSequence(ticket(1, 3, 1), "wheel", strict),
                                createSequence(ticket(2, 1, 1), "down", down),
                                createSequence(ticket(2, 2, 1), "bücher 🙂", plain()))),
                new Batch(
                        1_795_000_000_150L,
                        List.of(
                                next(ticket(1, 4, 3), "orders", 50),
                                next(ticket(1, 4, 3), "orders", 50),
                                next(ticket(1, 5, 4), "wheel", 8),
                                next(ticket(1, 5, 5), "wheel", 8),
                                next(ticket(2, 3, 1), "down", 9),
                                next(ticket(2, 4, 1), "down", 1),
                                next(ticket(3, 1, 1), "nobody", 1),
                                next(ticket(9, 1, 1), "orders", 1))),
                new Batch(
                        1_795_000_700_000L,
                        List.of(
                                register(4),
                                next(ticket(1, 6, 6), "orders", 1),
                                dropSequence(ticket(4, 1, 1), "orders"),
                                createSequence(ticket(4, 2, 1), "orders", plain()),
                                next(ticket(4, 7, 1), 4096 + 3141, 1),
                                next(ticket(4, 5, 1), 2 * 4096 + 3141, 1L << 62),
                                new Command.DropSequence(ticket(4, 6, 1), "app", "old", true))),
                new Batch(
                        1_795_000_000_000L,
                        List.of(register(1), register(4), next(ticket(5, 3, 2), "wheel", 12))));
    }

    static List<Batch> catalog() {
        return List.of(
                new Batch(
                        5,
                        List.of(
                                new Command.RecordNode(node("n2", 2)),
                                new Command.RecordNode(node("n1", 1)),
                                new Command.RecordNode(node("n1", 9)))),
                new Batch(
                        9,
                        List.of(
                                new Command.AssignSlots(
                                        List.of(
                                                new SlotRun(2048, 4095, 2),
                                                new SlotRun(0, 2047, 1))),
                                register(1))));
    }

    /** Each entry in hex with its commands and answers, and the snapshot after the last. */
    static List<String> describe(GroupState state, List<Batch> batches) {
        List<String> lines = new ArrayList<>();
        for (Batch batch : batches) {
            lines.add("entry");
            addHex(lines, BatchCodec.encode(batch));
            List<Answer> answers = state.apply(batch);
            lines.add("  log time " + batch.logTimeMillis());
            for (int i = 0; i < answers.size(); i++) {
                lines.add("  > " + batch.commands().get(i));
                lines.add("  < " + answers.get(i));
            }
        }
        lines.add("snapshot");
        addHex(lines, state.snapshot());
        return lines;
    }

    /** The bytes behind each line that is this word. */
    static List<byte[]> bytesOf(String word, List<String> lines) {
        List<byte[]> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(word)) {
                StringBuilder hex = new StringBuilder();
                for (int j = i + 1; j < lines.size() && lines.get(j).startsWith("    "); j++) {
                    hex.append(lines.get(j).strip());
                }
                found.add(HEX.parseHex(hex));
            }
        }
        return found;
    }

    private static void addHex(List<String> lines, byte[] bytes) {
        for (int from = 0; from < bytes.length; from += LINE_BYTES) {
            int to = Math.min(bytes.length, from + LINE_BYTES);
            lines.add("    " + HEX.formatHex(bytes, from, to));
        }
    }

    private static Ticket ticket(long registration, long call, long answeredBelow) {
        return new Ticket(registration, call, answeredBelow);
    }

    private static NodeRecord node(String id, long incarnation) {
        UUID uuid = new UUID(0, incarnation);
        return new NodeRecord(id, uuid, id + ":7651", id, 7650, id + ":7652");
    }
}
