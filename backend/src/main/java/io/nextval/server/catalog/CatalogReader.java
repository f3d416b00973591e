package io.nextval.server.catalog;

import org.apache.calcite.config.CalciteConnectionConfig;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Looks names up for one plan: exact, in pg_catalog and then in the session's schema. */
final class CatalogReader extends CalciteCatalogReader {

    CatalogReader(String schema, RelDataTypeFactory factory) {
        super(
                CatalogSchemas.root(),
                SqlNameMatchers.withCaseSensitive(true),
                List.of(List.of("pg_catalog"), List.of(schema), List.of()),
                factory,
                CalciteConnectionConfig.DEFAULT);
    }

    @Override
    public @Nullable RelDataType getNamedType(SqlIdentifier name) {
        return Types.ofName(getTypeFactory(), name.names.get(name.names.size() - 1));
    }
}
