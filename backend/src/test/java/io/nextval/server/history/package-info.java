/**
 * The history checker: from what clients saw, it decides whether the guarantees were held.
 *
 * <p>Record with a {@link io.nextval.server.history.HistoryRecorder}, one {@link
 * io.nextval.server.history.HistoryRecorder.Call} for each request; then {@link
 * io.nextval.server.history.HistoryChecker#check} gives a {@link io.nextval.server.history.Report}.
 * It knows nothing of the server: only invocation times, return times and values.
 */
@NullMarked
package io.nextval.server.history;

import org.jspecify.annotations.NullMarked;
