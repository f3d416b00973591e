package io.nextval.server.state;

import io.nextval.server.command.ByteWriter;
import io.nextval.server.command.DefinitionCodec;
import io.nextval.wire.SlotRun;

import java.util.List;

/** A group's state into bytes, see {@link SnapshotFormat}. The applying thread only. */
final class SnapshotWriter {
    private SnapshotWriter() {}

    static byte[] write(GroupState state) {
        SequenceTable sequences = state.sequences();
        ClientTable clients = state.clients();
        long guess = 1024L + 80L * sequences.size() + 48L * clients.size();
        guess +=
                24L * clients.recordedAnswers()
                        + sequences.commentBytes()
                        + 8L * sequences.grantCount();
        ByteWriter out = new ByteWriter((int) Math.min(guess, 1 << 30));
        out.writeFixedInt(SnapshotFormat.MAGIC);
        out.writeByte(SnapshotFormat.VERSION);
        out.writeSigned(state.group());
        out.writeUnsigned(state.logTimeMillis());
        out.writeUnsigned(state.appliedEntries());
        CatalogCodec.write(out, state.catalog());
        writeSequences(out, sequences);
        LocksCodec.write(out, state.locks());
        writeClients(out, clients);
        out.writeFixedInt(SnapshotFormat.checksum(out.array(), out.size()));
        return out.toByteArray();
    }

    private static void writeSequences(ByteWriter out, SequenceTable table) {
        out.writeUnsigned(table.adoptedAtEntry());
        List<SlotRun> owned = table.ownedRuns();
        out.writeUnsigned(owned.size());
        for (SlotRun run : owned) {
            out.writeUnsigned(run.firstSlot());
            out.writeUnsigned(run.lastSlot());
        }
        writeCounters(out, table);
        out.writeUnsigned(table.size());
        for (long id : table.sortedIds()) {
            Sequence sequence = table.find(id);
            if (sequence == null) {
                throw new BrokenStateException("sequence id " + id + " was lost");
            }
            out.writeUnsigned(id);
            out.writeText(sequence.name().schema());
            out.writeText(sequence.name().name());
            DefinitionCodec.write(out, sequence.definition());
            out.writeSigned(sequence.lastValue());
            out.writeBoolean(sequence.isCalled());
            out.writeUnsigned(sequence.epoch());
            String comment = sequence.comment();
            out.writeBoolean(comment != null);
            if (comment != null) {
                out.writeText(comment);
            }
            SnapshotAccess.write(out, sequence.access());
            out.writeUnsigned(sequence.blockUntilMillis());
        }
    }

    private static void writeCounters(ByteWriter out, SequenceTable table) {
        int used = 0;
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            used += table.counter(slot) == 0 ? 0 : 1;
        }
        out.writeUnsigned(used);
        for (int slot = 0; slot < Slots.COUNT; slot++) {
            if (table.counter(slot) != 0) {
                out.writeUnsigned(slot);
                out.writeUnsigned(table.counter(slot));
            }
        }
    }

    private static void writeClients(ByteWriter out, ClientTable clients) {
        out.writeUnsigned(clients.lastRegistration());
        out.writeUnsigned(clients.size());
        ClientRecord client = clients.oldest();
        while (client != null) {
            out.writeUnsigned(client.registration);
            out.writeUuid(client.clientId);
            out.writeUnsigned(client.lastSeenMillis);
            out.writeUnsigned(client.answeredBelow);
            out.writeUnsigned(client.refusedUpTo);
            AnswerWindow answers = client.answers;
            out.writeUnsigned(answers.size());
            for (int i = 0; i < answers.size(); i++) {
                out.writeUnsigned(answers.callAt(i));
                AnswerCodec.write(out, answers.answerAt(i));
            }
            client = client.newer;
        }
    }
}
