package io.nextval.hibernate.tests;

import org.jspecify.annotations.Nullable;

/** The texts of an exception and its causes. */
final class Messages {
    private Messages() {}

    static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Throwable each = thrown; each != null; each = each.getCause()) {
            text.append(each.getMessage()).append('\n');
        }
        return text.toString();
    }
}
