package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/** How one vendor's catalog tells what counts in a schema. Only reads. */
interface SourceCatalog {
    /** The schema as the source writes it; null if there is none of this name. */
    @Nullable String schema(SourceReader reader, String name) throws SQLException;

    /** Adds to the reader's findings all sequences and numbered columns of a schema. */
    void read(SourceReader reader, String schema) throws SQLException;
}
