package io.nextval.jdbc;

import io.nextval.client.Client;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The results that have no rows here: keys, indexes, procedures, types of one's own. */
abstract class EmptyMetaData extends MetaDataLimits {
    final NextvalConnection connection;

    EmptyMetaData(NextvalConnection connection) {
        this.connection = connection;
    }

    private ResultSet none(MetaDataResult kind) throws SQLException {
        Client unused = connection.client();
        return new CatalogSearch(connection).result(kind, List.of());
    }

    @Override
    public ResultSet getAttributes(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String type,
            @Nullable String attribute)
            throws SQLException {
        return none(MetaDataResult.ATTRIBUTES);
    }

    @Override
    public ResultSet getBestRowIdentifier(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            int scope,
            boolean nullable)
            throws SQLException {
        return none(MetaDataResult.BEST_ROW);
    }

    @Override
    public ResultSet getColumnPrivileges(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String column)
            throws SQLException {
        return none(MetaDataResult.COLUMN_PRIVILEGES);
    }

    @Override
    public ResultSet getCrossReference(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String otherCatalog,
            @Nullable String otherSchema,
            @Nullable String otherTable)
            throws SQLException {
        return none(MetaDataResult.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getExportedKeys(
            @Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResult.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getImportedKeys(
            @Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResult.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getIndexInfo(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            boolean unique,
            boolean approximate)
            throws SQLException {
        return none(MetaDataResult.INDEXES);
    }

    @Override
    public ResultSet getPrimaryKeys(
            @Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResult.PRIMARY_KEYS);
    }

    @Override
    public ResultSet getProcedureColumns(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String procedure,
            @Nullable String column)
            throws SQLException {
        return none(MetaDataResult.PROCEDURE_COLUMNS);
    }

    @Override
    public ResultSet getProcedures(
            @Nullable String catalog, @Nullable String schema, @Nullable String procedure)
            throws SQLException {
        return none(MetaDataResult.PROCEDURES);
    }

    @Override
    public ResultSet getPseudoColumns(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String column)
            throws SQLException {
        return none(MetaDataResult.PSEUDO_COLUMNS);
    }

    @Override
    public ResultSet getSuperTables(
            @Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResult.SUPER_TABLES);
    }

    @Override
    public ResultSet getSuperTypes(
            @Nullable String catalog, @Nullable String schema, @Nullable String type)
            throws SQLException {
        return none(MetaDataResult.SUPER_TYPES);
    }

    @Override
    public ResultSet getTablePrivileges(
            @Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResult.TABLE_PRIVILEGES);
    }

    @Override
    public ResultSet getUDTs(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String type,
            int @Nullable [] types)
            throws SQLException {
        return none(MetaDataResult.UDTS);
    }

    @Override
    public ResultSet getVersionColumns(
            @Nullable String catalog, @Nullable String schema, @Nullable String table)
            throws SQLException {
        return none(MetaDataResult.VERSION_COLUMNS);
    }
}
