package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.ByteWriter;
import io.nextval.server.command.CommandFormatException;
import io.nextval.server.command.TaskCodec;

import java.nio.ByteBuffer;

/**
 * The answer to a step of a task in bytes, as the group's leader sends it to the node that works on
 * the task. Such answers are never recorded. Stateless; any thread.
 */
public final class StepAnswers {
    private static final int RECORDABLE = 0;
    private static final int PREPARED = 1;
    private static final int MOVED = 2;
    private static final int PREPARED_MORE = 3;

    private StepAnswers() {}

    public static byte[] encode(Answer answer) {
        ByteWriter out = new ByteWriter(64);
        if (answer instanceof Answer.Prepared prepared) {
            boolean more = prepared.finding().more();
            out.writeByte(more ? PREPARED_MORE : PREPARED);
            TaskCodec.writeFinding(out, prepared.finding(), more);
        } else if (answer instanceof Answer.Moved) {
            out.writeByte(MOVED);
        } else {
            out.writeByte(RECORDABLE);
            AnswerCodec.write(out, answer);
        }
        return out.toByteArray();
    }

    /**
     * The answer that was encoded.
     *
     * @throws CommandFormatException if the bytes are none
     */
    public static Answer decode(byte[] bytes) {
        ByteReader in =
                new ByteReader(
                        ByteBuffer.wrap(bytes),
                        problem -> new CommandFormatException("answer to a step: " + problem));
        int tag = in.readByte("tag");
        Answer answer =
                switch (tag) {
                    case PREPARED -> new Answer.Prepared(TaskCodec.readFinding(in, false));
                    case PREPARED_MORE -> new Answer.Prepared(TaskCodec.readFinding(in, true));
                    case MOVED -> Answers.MOVED;
                    case RECORDABLE -> AnswerCodec.read(in);
                    default -> throw in.fail("unknown tag " + tag);
                };
        in.require(in.remaining() == 0, in.remaining() + " bytes too many");
        return answer;
    }
}
