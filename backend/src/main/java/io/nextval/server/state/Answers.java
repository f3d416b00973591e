package io.nextval.server.state;

import java.util.List;

/** The answers that are not refusals and need no values of their own. */
final class Answers {
    static final Answer DONE = new Answer.Done(List.of());
    static final Answer MOVED = new Answer.Moved();
    static final Answer BUSY = new Answer.Busy();
    static final Answer EXPIRED = new Answer.Expired();

    private Answers() {}

    static Answer alreadyExists(SequenceName name) {
        return done("42P07", "relation \"" + name.name() + "\" already exists, skipping");
    }

    static Answer doesNotExist(SequenceName name) {
        return new Answer.Done(List.of(missingSequence(name)));
    }

    static NoticeText missingSequence(SequenceName name) {
        return new NoticeText(
                "00000", "sequence \"" + name.display() + "\" does not exist, skipping");
    }

    static Answer relationDoesNotExist(SequenceName name) {
        return done("00000", "relation \"" + name.display() + "\" does not exist, skipping");
    }

    static Answer schemaExists(String name) {
        return done("42P06", "schema \"" + name + "\" already exists, skipping");
    }

    static Answer servedStrictly(SequenceName name, long cache) {
        return done(
                "01000",
                "sequence \""
                        + name.name()
                        + "\" is ORDER: it is served in strict order, and CACHE "
                        + cache
                        + " has no effect");
    }

    static Answer unchanged(String why) {
        return done("00000", why);
    }

    private static Answer done(String sqlState, String message) {
        return new Answer.Done(List.of(new NoticeText(sqlState, message)));
    }
}
