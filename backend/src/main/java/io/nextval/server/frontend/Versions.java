package io.nextval.server.frontend;

import io.nextval.wire.Frame;
import io.nextval.wire.FrameType;
import io.nextval.wire.Granted;
import io.nextval.wire.Reserved;
import io.nextval.wire.Result;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * What changes on a connection of an older protocol version. Version 1 has fewer frames and fewer
 * kinds of values, so that the newer values go to it as their texts. Versions 1 and 2 have no
 * blocks, so that their values go out as grants. Stateless.
 */
final class Versions {
    /** The first version with programs, SetValue and all kinds of values. */
    private static final int PROGRAMS = 2;

    /** The first version with logins and blocks. */
    static final int LOGIN = 3;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSx").withZone(ZoneOffset.UTC);

    private Versions() {}

    /** True if the version has this frame from a client. */
    static boolean knows(int version, Frame request) {
        if (version >= LOGIN) {
            return true;
        }
        return request.type() <= (version >= PROGRAMS ? FrameType.COMPILE : FrameType.PING);
    }

    /** The frame as a client of the version can read it. */
    static Frame readable(int version, Frame reply) {
        if (version < LOGIN && reply instanceof Reserved block) {
            return new Granted(
                    block.sequenceId(), block.first(), block.count(), block.increment(), null);
        }
        if (version < PROGRAMS && reply instanceof Result result) {
            List<List<@Nullable Object>> rows = new ArrayList<>(result.rows().size());
            for (List<@Nullable Object> row : result.rows()) {
                rows.add(texts(row));
            }
            return new Result(result.columns(), rows, result.updateCount(), result.notices());
        }
        return reply;
    }

    private static List<@Nullable Object> texts(List<@Nullable Object> row) {
        List<@Nullable Object> texts = new ArrayList<>(row.size());
        for (Object value : row) {
            texts.add(text(value));
        }
        return texts;
    }

    private static @Nullable Object text(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Double number) {
            return number.toString();
        } else if (value instanceof Instant instant) {
            return TIMESTAMP.format(instant);
        }
        return value;
    }
}
