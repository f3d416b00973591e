package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.ByteWriter;
import io.nextval.server.command.CommandLimits;
import io.nextval.wire.Wrap;

import java.util.Arrays;

/** A recorded answer in bytes. Stateless. */
final class AnswerCodec {
    private static final int GRANTED = 1;
    private static final int GRANTED_WRAPPING = 2;
    private static final int DONE = 3;
    private static final int REJECTED = 4;
    private static final int STARTED = 5;
    private static final int RESERVED = 6;
    private static final int HELD = 7;

    private static final int TEXT_BYTES_MAX = 16_384;
    private static final int NOTICES_MAX = CommandLimits.TASK_NAMES_MAX + 1;

    private AnswerCodec() {}

    static void write(ByteWriter out, Answer answer) {
        if (answer instanceof Answer.Granted granted) {
            writeGranted(out, granted);
        } else if (answer instanceof Answer.Done done) {
            out.writeByte(DONE);
            out.writeUnsigned(done.notices().size());
            for (NoticeText notice : done.notices()) {
                out.writeText(notice.sqlState());
                out.writeText(notice.message());
            }
        } else if (answer instanceof Answer.Rejected rejected) {
            out.writeByte(REJECTED);
            out.writeText(rejected.sqlState());
            out.writeText(rejected.message());
            out.writeText(rejected.detail());
            out.writeText(rejected.hint());
        } else if (answer instanceof Answer.Started started) {
            out.writeByte(STARTED);
            out.writeUnsigned(started.taskId());
        } else if (answer instanceof Answer.Reserved reserved) {
            writeReserved(out, reserved);
        } else if (answer instanceof Answer.Held held) {
            out.writeByte(HELD);
            out.writeUnsigned(held.untilLogMillis());
            write(out, held.answer());
        } else {
            throw new BrokenStateException("an answer was recorded that never is: " + answer);
        }
    }

    private static void writeGranted(ByteWriter out, Answer.Granted granted) {
        Wrap wrap = granted.wrap();
        out.writeByte(wrap == null ? GRANTED : GRANTED_WRAPPING);
        out.writeSigned(granted.sequenceId());
        out.writeSigned(granted.first());
        out.writeUnsigned(granted.count());
        out.writeSigned(granted.increment());
        if (wrap != null) {
            out.writeUnsigned(wrap.firstRun());
            out.writeSigned(wrap.restart());
            out.writeUnsigned(wrap.cycleLength());
        }
    }

    private static void writeReserved(ByteWriter out, Answer.Reserved reserved) {
        out.writeByte(RESERVED);
        out.writeSigned(reserved.sequenceId());
        out.writeSigned(reserved.first());
        out.writeUnsigned(reserved.count());
        out.writeSigned(reserved.increment());
        out.writeUnsigned(reserved.validMillis());
        out.writeUnsigned(reserved.cache());
    }

    static Answer read(ByteReader in) {
        int tag = in.readByte("answer tag");
        return tag == HELD ? readHeld(in) : read(in, tag);
    }

    private static Answer readHeld(ByteReader in) {
        long until = in.readUpTo(Long.MAX_VALUE, "end of a hold");
        int tag = in.readByte("answer tag");
        in.require(tag != STARTED && tag != HELD, "an answer that is never held,");
        return new Answer.Held(until, read(in, tag));
    }

    private static Answer read(ByteReader in, int tag) {
        return switch (tag) {
            case GRANTED -> readGranted(in, false);
            case GRANTED_WRAPPING -> readGranted(in, true);
            case DONE -> readDone(in);
            case REJECTED ->
                    new Answer.Rejected(
                            text(in, "SQLSTATE"),
                            text(in, "message"),
                            text(in, "detail"),
                            text(in, "hint"));
            case RESERVED -> readReserved(in);
            case STARTED -> new Answer.Started(in.readUpTo(Long.MAX_VALUE, "task id"));
            default -> throw in.fail("unknown answer tag " + tag);
        };
    }

    private static Answer readGranted(ByteReader in, boolean wrapping) {
        long sequenceId = in.readSigned("sequence id");
        long first = in.readSigned("first value");
        long count = in.readUpTo(Long.MAX_VALUE, "count");
        long increment = in.readSigned("increment");
        in.require(count >= 1, "a grant of no values");
        return new Answer.Granted(
                sequenceId, first, count, increment, wrapping ? readWrap(in, count) : null);
    }

    private static Answer readReserved(ByteReader in) {
        long sequenceId = in.readSigned("sequence id");
        long first = in.readSigned("first value");
        long count = in.readUpTo(Long.MAX_VALUE, "count");
        long increment = in.readSigned("increment");
        long valid = in.readUpTo(CommandLimits.BLOCK_VALIDITY_MILLIS_MAX, "validity");
        long cache = in.readUpTo(Long.MAX_VALUE, "cache");
        in.require((count >= 1 || valid == 0) && cache >= 1, "a block of no values");
        return new Answer.Reserved(sequenceId, first, count, increment, valid, cache);
    }

    private static Wrap readWrap(ByteReader in, long count) {
        long firstRun = in.readUpTo(count - 1, "first run");
        long restart = in.readSigned("restart");
        long cycleLength = in.readUpTo(Long.MAX_VALUE, "cycle length");
        in.require(firstRun >= 1 && cycleLength >= 1, "a cycle of no values");
        return new Wrap(firstRun, restart, cycleLength);
    }

    private static Answer readDone(ByteReader in) {
        int count = in.readCount(NOTICES_MAX, 2, "notice count");
        if (count == 0) {
            return Answers.DONE;
        }
        NoticeText[] notices = new NoticeText[count];
        for (int i = 0; i < count; i++) {
            notices[i] = new NoticeText(text(in, "SQLSTATE"), text(in, "message"));
        }
        return new Answer.Done(Arrays.asList(notices));
    }

    private static String text(ByteReader in, String what) {
        return in.readText(TEXT_BYTES_MAX, what);
    }
}
