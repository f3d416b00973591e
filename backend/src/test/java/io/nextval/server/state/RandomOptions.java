package io.nextval.server.state;

import io.nextval.sql.DataType;
import io.nextval.sql.SequenceOptions;
import io.nextval.sql.SequenceOptions.Bound;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.SplittableRandom;

/** What somebody could say in an ALTER SEQUENCE: a few options, many of them at an edge. */
final class RandomOptions {
    private static final List<DataType> TYPES =
            List.of(DataType.SMALLINT, DataType.INTEGER, DataType.BIGINT);

    private RandomOptions() {}

    static SequenceOptions next(SplittableRandom random) {
        return new SequenceOptions(
                said(random) ? TYPES.get(random.nextInt(3)) : null,
                said(random) ? value(random) : null,
                said(random) ? step(random) : null,
                bound(random),
                bound(random),
                said(random) ? random.nextBoolean() : null,
                said(random) ? random.nextLong(0, 4) : null,
                said(random) ? random.nextBoolean() : null);
    }

    private static boolean said(SplittableRandom random) {
        return random.nextInt(4) == 0;
    }

    private static @Nullable Bound bound(SplittableRandom random) {
        if (!said(random)) {
            return null;
        }
        return new Bound(random.nextInt(3) == 0 ? null : value(random));
    }

    private static long step(SplittableRandom random) {
        return random.nextInt(4) == 0 ? value(random) : random.nextLong(-2, 3);
    }

    /** Near an end of one of the types, or small. */
    static long value(SplittableRandom random) {
        DataType type = TYPES.get(random.nextInt(3));
        long off = random.nextLong(-2, 3);
        return switch (random.nextInt(4)) {
            case 0 -> type.min() + off;
            case 1 -> type.max() + off;
            default -> random.nextLong(-30, 31);
        };
    }
}
