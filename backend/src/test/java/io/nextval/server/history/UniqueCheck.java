package io.nextval.server.history;

import java.util.List;

/** No value twice: in the order of first positions, no range starts before the furthest end. */
final class UniqueCheck {
    private UniqueCheck() {}

    /** Takes the requests of one epoch, sorted by first position. */
    static void run(SequenceRule rule, List<Request> sorted, Findings findings) {
        Request furthest = null;
        for (Request request : sorted) {
            if (furthest != null && request.firstPosition() <= furthest.lastPosition()) {
                findings.add(
                        Violation.Kind.DUPLICATE,
                        "value "
                                + rule.value(request.firstPosition())
                                + " of "
                                + rule.sequence()
                                + " was handed out twice",
                        furthest.operation(),
                        request.operation());
            }
            if (furthest == null || request.lastPosition() > furthest.lastPosition()) {
                furthest = request;
            }
        }
    }
}
