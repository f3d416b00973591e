package io.nextval.server.state;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The recorded answers of one client, ascending by call number. The applying thread only.
 *
 * <p>Two parallel arrays, used from {@code head} to {@code tail}. Calls nearly always come in order
 * and are forgotten in order, so adding is an append and forgetting moves {@code head}; a call that
 * was overtaken by others is put into its place by moving those. No hashing, so nothing depends on
 * its order, and no numbers, however chosen by a client, make it slow: at worst a few thousand
 * slots are moved.
 */
final class AnswerWindow {
    private static final long[] NO_CALLS = {};
    private static final Answer[] NO_ANSWERS = {};
    private static final int CAPACITY_MIN = 8;

    /** More than this is given back when the window is empty. */
    private static final int CAPACITY_KEPT = 64;

    private long[] calls = NO_CALLS;
    private @Nullable Answer[] answers = NO_ANSWERS;
    private int head;
    private int tail;

    int size() {
        return tail - head;
    }

    /** The call at this index, counted from the lowest recorded one. */
    long callAt(int index) {
        return calls[head + index];
    }

    Answer answerAt(int index) {
        Answer answer = answers[head + index];
        if (answer == null) {
            throw new BrokenStateException("no answer is recorded for call " + callAt(index));
        }
        return answer;
    }

    /** The recorded answer to the call, or null. */
    @Nullable Answer find(long call) {
        if (head == tail || call > calls[tail - 1]) {
            return null;
        }
        int at = Arrays.binarySearch(calls, head, tail, call);
        return at < 0 ? null : answers[at];
    }

    /** Records the answer to a call that has none yet. */
    void put(long call, Answer answer) {
        if (tail == calls.length) {
            makeRoom();
        }
        int at = tail;
        if (head != tail && call <= calls[tail - 1]) {
            at = -1 - Arrays.binarySearch(calls, head, tail, call);
            if (at < 0) {
                throw new BrokenStateException("call " + call + " was answered before");
            }
            System.arraycopy(calls, at, calls, at + 1, tail - at);
            System.arraycopy(answers, at, answers, at + 1, tail - at);
        }
        calls[at] = call;
        answers[at] = answer;
        tail++;
    }

    /** Forgets all calls below this one; returns how many there were. */
    int dropBelow(long call) {
        int from = head;
        while (head < tail && calls[head] < call) {
            answers[head++] = null;
        }
        int dropped = head - from;
        if (head == tail) {
            head = 0;
            tail = 0;
            if (calls.length > CAPACITY_KEPT) {
                calls = NO_CALLS;
                answers = NO_ANSWERS;
            }
        }
        return dropped;
    }

    /** Moves everything to the front if at least half is free there, into larger arrays if not. */
    private void makeRoom() {
        int size = size();
        if (head >= CAPACITY_MIN && head >= size) {
            System.arraycopy(calls, head, calls, 0, size);
            System.arraycopy(answers, head, answers, 0, size);
            Arrays.fill(answers, size, tail, null);
        } else {
            int capacity = Math.max(CAPACITY_MIN, 2 * size);
            long[] moreCalls = new long[capacity];
            Answer[] moreAnswers = new Answer[capacity];
            System.arraycopy(calls, head, moreCalls, 0, size);
            System.arraycopy(answers, head, moreAnswers, 0, size);
            calls = moreCalls;
            answers = moreAnswers;
        }
        head = 0;
        tail = size;
    }
}
