package io.nextval.server.cli.importing;

/** Something in the source that counts, or that could not be read. */
sealed interface Finding permits SourceSequence, Unreadable {
    /** What it is there: {@code sequence shop.orders}, {@code column shop.orders.id}. */
    String source();

    /** What it is called here. */
    String name();
}
