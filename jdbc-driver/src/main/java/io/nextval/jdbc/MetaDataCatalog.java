package io.nextval.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The catalog's result sets, which are refused with 0AX00. */
abstract class MetaDataCatalog extends MetaDataLimits {
    @Override
    public ResultSet getAttributes(String text, String value, String value2, String value3)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getAttributes");
    }

    @Override
    public ResultSet getBestRowIdentifier(
            String text, String value, String value2, int value3, boolean value4)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getBestRowIdentifier");
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getCatalogs");
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getClientInfoProperties");
    }

    @Override
    public ResultSet getColumnPrivileges(String text, String value, String value2, String value3)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getColumnPrivileges");
    }

    @Override
    public ResultSet getColumns(String text, String value, String value2, String value3)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getColumns");
    }

    @Override
    public ResultSet getCrossReference(
            String text, String value, String value2, String value3, String value4, String value5)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getCrossReference");
    }

    @Override
    public ResultSet getExportedKeys(String text, String value, String value2) throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getExportedKeys");
    }

    @Override
    public ResultSet getFunctionColumns(String text, String value, String value2, String value3)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getFunctionColumns");
    }

    @Override
    public ResultSet getFunctions(String text, String value, String value2) throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getFunctions");
    }

    @Override
    public ResultSet getImportedKeys(String text, String value, String value2) throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getImportedKeys");
    }

    @Override
    public ResultSet getIndexInfo(
            String text, String value, String value2, boolean value3, boolean value4)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getIndexInfo");
    }

    @Override
    public ResultSet getPrimaryKeys(String text, String value, String value2) throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getPrimaryKeys");
    }

    @Override
    public ResultSet getProcedureColumns(String text, String value, String value2, String value3)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getProcedureColumns");
    }

    @Override
    public ResultSet getProcedures(String text, String value, String value2) throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getProcedures");
    }

    @Override
    public ResultSet getPseudoColumns(String text, String value, String value2, String value3)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getPseudoColumns");
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getSchemas");
    }

    @Override
    public ResultSet getSchemas(String text, String value) throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getSchemas");
    }

    @Override
    public ResultSet getSuperTables(String text, String value, String value2) throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getSuperTables");
    }

    @Override
    public ResultSet getSuperTypes(String text, String value, String value2) throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getSuperTypes");
    }

    @Override
    public ResultSet getTablePrivileges(String text, String value, String value2)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getTablePrivileges");
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getTableTypes");
    }

    @Override
    public ResultSet getTables(String text, String value, String value2, String[] value3)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getTables");
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getTypeInfo");
    }

    @Override
    public ResultSet getUDTs(String text, String value, String value2, int[] value3)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getUDTs");
    }

    @Override
    public ResultSet getVersionColumns(String text, String value, String value2)
            throws SQLException {
        throw Errors.unsupported("DatabaseMetaData.getVersionColumns");
    }
}
