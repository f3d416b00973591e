package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;

/**
 * What became of one sequence.
 *
 * @param source what it is there
 * @param name what it is called here
 * @param lastThere the value that was given last there; null if there is none or it is unknown
 * @param valueBefore the last value here before; null if it was not there
 * @param next the next value here, after the import or as it would be; null if unknown
 * @param kind what was done
 * @param detail why it failed, else empty
 */
public record Outcome(
        String source,
        String name,
        @Nullable BigInteger lastThere,
        @Nullable BigInteger valueBefore,
        @Nullable BigInteger next,
        Kind kind,
        String detail) {
    /** What was done. */
    public enum Kind {
        CREATED("created"),
        MOVED_ON("moved on"),
        LEFT_ALONE("left alone"),
        WOULD_CREATE("would be created"),
        WOULD_MOVE_ON("would be moved on"),
        FAILED("failed"),
        /** The cluster was lost at a sequence before this one. */
        NOT_TRIED("not tried");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In words, for a person. */
        public String words() {
            return words;
        }
    }

    static Outcome failed(Finding finding, @Nullable Place place, String detail) {
        return of(finding, place, place == null ? null : place.next(), Kind.FAILED, detail);
    }

    static Outcome of(
            Finding finding,
            @Nullable Place before,
            @Nullable BigInteger next,
            Kind kind,
            String detail) {
        return new Outcome(
                finding.source(),
                finding.name(),
                finding instanceof SourceSequence sequence ? sequence.last() : null,
                before == null ? null : BigInteger.valueOf(before.value()),
                next,
                kind,
                detail);
    }

    /** What was done, and why not. */
    public String action() {
        return detail.isEmpty() ? kind.words() : kind.words() + ": " + detail;
    }
}
