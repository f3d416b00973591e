package io.nextval.server.frontend;

import io.nextval.wire.Frame;
import io.nextval.wire.FrameType;
import io.nextval.wire.Result;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * What changes on a connection of protocol version 1: it has fewer frames and fewer kinds of
 * values, so that the newer values go to it as their texts. Stateless.
 */
final class Version1 {
    static final int VERSION = 1;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSx").withZone(ZoneOffset.UTC);

    private Version1() {}

    /** True if version 1 knows this frame from a client. */
    static boolean knows(Frame request) {
        return request.type() <= FrameType.PING;
    }

    /** The frame as a client of version 1 can read it. */
    static Frame readable(Frame reply) {
        if (reply instanceof Result result) {
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
