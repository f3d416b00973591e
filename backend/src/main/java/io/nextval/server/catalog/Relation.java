package io.nextval.server.catalog;

import io.nextval.sql.QualifiedName;

import java.util.List;

/** What a query may read from: a view of the catalog, or a sequence. */
sealed interface Relation {

    List<CatalogColumn> columns();

    /** A view of the catalog. */
    record View(CatalogView view) implements Relation {
        @Override
        public List<CatalogColumn> columns() {
            return view.columns();
        }
    }

    /**
     * A sequence as a table of one row. That it exists is known only when it was read.
     *
     * @param name with its schema
     */
    record SequenceTable(QualifiedName name) implements Relation {
        @Override
        public List<CatalogColumn> columns() {
            return CatalogView.SEQUENCE_COLUMNS;
        }
    }
}
