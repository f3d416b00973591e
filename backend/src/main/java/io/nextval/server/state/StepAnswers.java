package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.ByteWriter;
import io.nextval.server.command.CommandFormatException;
import io.nextval.server.command.Finding;
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
    private static final int PREPARED_GRANT = 4;

    private StepAnswers() {}

    public static byte[] encode(Answer answer) {
        ByteWriter out = new ByteWriter(64);
        if (answer instanceof Answer.Prepared prepared) {
            Finding.Form form = prepared.finding().form();
            out.writeByte(
                    switch (form) {
                        case NAMES -> PREPARED;
                        case OWNERS -> PREPARED_MORE;
                        case GRANTS -> PREPARED_GRANT;
                    });
            TaskCodec.writeFinding(out, prepared.finding(), form);
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
                    case PREPARED -> prepared(in, Finding.Form.NAMES);
                    case PREPARED_MORE -> prepared(in, Finding.Form.OWNERS);
                    case PREPARED_GRANT -> prepared(in, Finding.Form.GRANTS);
                    case MOVED -> Answers.MOVED;
                    case RECORDABLE -> AnswerCodec.read(in);
                    default -> throw in.fail("unknown tag " + tag);
                };
        in.require(in.remaining() == 0, in.remaining() + " bytes too many");
        return answer;
    }

    private static Answer prepared(ByteReader in, Finding.Form form) {
        return new Answer.Prepared(TaskCodec.readFinding(in, form));
    }
}
