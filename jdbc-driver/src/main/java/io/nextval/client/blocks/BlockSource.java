package io.nextval.client.blocks;

import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.wire.Granted;

/** Where a sequence's values come from when they are not in a block. Any thread; calls block. */
public interface BlockSource {
    /** Reserves up to {@code count} values, once. */
    Reservation reserve(long count, Deadline deadline) throws ClientException;

    /** The next value, drawn now. */
    long draw(Deadline deadline) throws ClientException;

    /** The next {@code count} values, all or none, drawn now. */
    Granted draw(long count, Deadline deadline) throws ClientException;

    /** What a caller is told whose time was up before there was a value for it. */
    ClientException noValue(Deadline deadline, String reason);
}
