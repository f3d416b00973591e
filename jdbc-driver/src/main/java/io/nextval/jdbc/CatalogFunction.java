package io.nextval.jdbc;

import java.util.List;

/** The functions of sequences, as DatabaseMetaData tells of them. */
enum CatalogFunction {
    CURRVAL("the value that this session drew or set last", List.of("regclass")),
    LASTVAL("the value that this session drew last from any sequence", List.of()),
    NEXTVAL("draws the next value", List.of("regclass")),
    SETVAL("sets the last value", List.of("regclass", "int8")),
    SETVAL_CALLED(
            "sets the last value or, if not called, the next one",
            List.of("regclass", "int8", "bool"));

    private final String remarks;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it
    private final List<String> parameters;

    CatalogFunction(String remarks, List<String> parameters) {
        this.remarks = remarks;
        this.parameters = parameters;
    }

    String functionName() {
        return this == SETVAL_CALLED ? "setval" : specificName();
    }

    /** Tells those of one name apart. */
    String specificName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String remarks() {
        return remarks;
    }

    /** Type names; {@code regclass} is the name of a sequence as a text. */
    List<String> parameters() {
        return parameters;
    }
}
