package io.nextval.server.command;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A {@link Batch} as the bytes of a log entry, and back. Stateless; any thread.
 *
 * <pre>
 * entry   := version u8 = 1 | log time (zigzag) | count (LEB128) | command…
 * command := tag u8 | length (LEB128) | body
 * </pre>
 *
 * <p>The length lets a reader name a command it does not know and where it stands; it does not let
 * it skip one, for a node that skips what the others apply is no replica.
 */
public final class BatchCodec {
    private static final int VERSION = 1;

    private BatchCodec() {}

    /** The entry for this batch; equal batches have equal bytes. */
    public static byte[] encode(Batch batch) {
        int count = batch.commands().size();
        ByteWriter out = new ByteWriter(16 + 32 * count);
        out.writeByte(VERSION);
        out.writeSigned(batch.logTimeMillis());
        out.writeUnsigned(count);
        for (int i = 0; i < count; i++) {
            CommandWriter.write(out, batch.commands().get(i));
        }
        return out.toByteArray();
    }

    /**
     * Reads from the buffer's position to its limit; the buffer is not changed.
     *
     * @throws CommandFormatException if that is not exactly one entry of a known version
     */
    public static Batch decode(ByteBuffer entry) {
        ByteReader in = new ByteReader(entry, BatchCodec::failure);
        int version = in.readByte("version");
        if (version != VERSION) {
            throw in.fail(
                    "log format version " + version + " is unknown (known: " + VERSION + "),");
        }
        long logTimeMillis = in.readSigned("log time");
        int count = in.readCount(CommandLimits.BATCH_COMMANDS_MAX, 2, "command count");
        Command[] commands = new Command[count];
        for (int i = 0; i < count; i++) {
            commands[i] = CommandReader.read(in);
        }
        if (in.remaining() != 0) {
            throw in.fail(in.remaining() + " bytes too many");
        }
        return new Batch(logTimeMillis, Arrays.asList(commands));
    }

    private static CommandFormatException failure(String problem) {
        return new CommandFormatException("log entry: " + problem);
    }
}
