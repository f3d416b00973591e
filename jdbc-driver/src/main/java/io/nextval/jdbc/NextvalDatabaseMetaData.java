package io.nextval.jdbc;

import io.nextval.client.ClientLimits;
import io.nextval.client.DriverVersion;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/** What pools and tools ask for when they start. */
final class NextvalDatabaseMetaData extends ServedFeatures {
    private static final int IDENTIFIER_CHARS_MAX = 63;
    private static final int COLUMNS_MAX = 1_664;
    private static final int TABLES_MAX = 128;

    NextvalDatabaseMetaData(NextvalConnection connection) {
        super(connection);
    }

    @Override
    public String getDatabaseProductName() {
        return "Nextval";
    }

    @Override
    public String getDatabaseProductVersion() throws SQLException {
        return connection.client().serverVersion();
    }

    @Override
    public int getDatabaseMajorVersion() throws SQLException {
        return versionPart(0);
    }

    @Override
    public int getDatabaseMinorVersion() throws SQLException {
        return versionPart(1);
    }

    @Override
    public String getDriverName() {
        return "Nextval JDBC driver";
    }

    @Override
    public String getDriverVersion() {
        return DriverVersion.TEXT;
    }

    @Override
    public int getDriverMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getDriverMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    public int getJDBCMinorVersion() {
        return 3;
    }

    /** Without its parameters, which may hold a password. */
    @Override
    public String getURL() {
        return connection.url().text();
    }

    @Override
    public String getUserName() {
        return DriverProperty.USER.text(connection.url().values());
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return connection.isReadOnly();
    }

    @Override
    public int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    public String getSQLKeywords() {
        return "cache,comment,currval,desc,discard,explain,groups,lastval,limit,nextval,nocache,"
                + "nocycle,nodes,nomaxvalue,nominvalue,noorder,offset,reset,schemas,sequences,"
                + "settings,setval,show";
    }

    @Override
    public String getNumericFunctions() {
        return "";
    }

    @Override
    public String getStringFunctions() {
        return "";
    }

    @Override
    public String getSystemFunctions() {
        return "";
    }

    @Override
    public String getTimeDateFunctions() {
        return "";
    }

    @Override
    public String getSearchStringEscape() {
        return "\\";
    }

    @Override
    public String getExtraNameCharacters() {
        return "";
    }

    @Override
    public String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    public String getSchemaTerm() {
        return "schema";
    }

    @Override
    public String getProcedureTerm() {
        return "function";
    }

    @Override
    public String getCatalogTerm() {
        return "catalog";
    }

    @Override
    public String getCatalogSeparator() {
        return ".";
    }

    @Override
    public int getMaxSchemaNameLength() {
        return IDENTIFIER_CHARS_MAX;
    }

    @Override
    public int getMaxTableNameLength() {
        return IDENTIFIER_CHARS_MAX;
    }

    @Override
    public int getMaxColumnNameLength() {
        return IDENTIFIER_CHARS_MAX;
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_READ_COMMITTED;
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) {
        return level >= Connection.TRANSACTION_READ_UNCOMMITTED
                && level <= Connection.TRANSACTION_SERIALIZABLE
                && Integer.bitCount(level) == 1;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    public int getMaxStatementLength() {
        return ClientLimits.SQL_CHARS_MAX;
    }

    @Override
    public int getMaxUserNameLength() {
        return IDENTIFIER_CHARS_MAX;
    }

    /** Columns of a query about the catalog. */
    @Override
    public int getMaxColumnsInSelect() {
        return COLUMNS_MAX;
    }

    @Override
    public int getMaxTablesInSelect() {
        return TABLES_MAX;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapper(this, type);
    }

    /** Of a version like 0.1.0-test; 0 when unknown. */
    private int versionPart(int index) throws SQLException {
        String[] parts = getDatabaseProductVersion().split("[.-]", -1);
        try {
            return index < parts.length ? Integer.parseInt(parts[index]) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
