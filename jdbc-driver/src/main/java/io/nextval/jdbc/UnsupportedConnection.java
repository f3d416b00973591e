package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;
import java.util.HashMap;
import java.util.Map;

/** The faces of a connection that a sequencer has no use for: each refuses with 0AX00. */
abstract class UnsupportedConnection implements Connection {
    @Override
    public Array createArrayOf(String text, Object[] value) throws SQLException {
        throw Errors.unsupported("Connection.createArrayOf");
    }

    @Override
    public Blob createBlob() throws SQLException {
        throw Errors.unsupported("Connection.createBlob");
    }

    @Override
    public Clob createClob() throws SQLException {
        throw Errors.unsupported("Connection.createClob");
    }

    @Override
    public NClob createNClob() throws SQLException {
        throw Errors.unsupported("Connection.createNClob");
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        throw Errors.unsupported("Connection.createSQLXML");
    }

    @Override
    public Struct createStruct(String text, Object[] value) throws SQLException {
        throw Errors.unsupported("Connection.createStruct");
    }

    @Override
    public CallableStatement prepareCall(String text, int value, int value2, int length)
            throws SQLException {
        throw Errors.unsupported("Connection.prepareCall");
    }

    @Override
    public CallableStatement prepareCall(String text, int value, int length) throws SQLException {
        throw Errors.unsupported("Connection.prepareCall");
    }

    @Override
    public CallableStatement prepareCall(String text) throws SQLException {
        throw Errors.unsupported("Connection.prepareCall");
    }

    @Override
    public void releaseSavepoint(Savepoint value) throws SQLException {
        throw Errors.unsupported("Connection.releaseSavepoint");
    }

    @Override
    public void rollback(Savepoint value) throws SQLException {
        throw Errors.unsupported("Connection.rollback");
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        throw Errors.unsupported("Connection.setSavepoint");
    }

    @Override
    public Savepoint setSavepoint(String text) throws SQLException {
        throw Errors.unsupported("Connection.setSavepoint");
    }

    /** There are no types to map. */
    @Override
    public Map<String, Class<?>> getTypeMap() throws SQLException {
        return new HashMap<>();
    }

    @Override
    public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
        if (map != null && !map.isEmpty()) {
            throw Errors.unsupported("Connection.setTypeMap");
        }
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int timeout)
            throws SQLException {
        throw Errors.unsupported("Connection.setShardingKeyIfValid");
    }

    @Override
    public boolean setShardingKeyIfValid(ShardingKey key, int timeout) throws SQLException {
        throw Errors.unsupported("Connection.setShardingKeyIfValid");
    }

    @Override
    public void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
        throw Errors.unsupported("Connection.setShardingKey");
    }

    @Override
    public void setShardingKey(ShardingKey key) throws SQLException {
        throw Errors.unsupported("Connection.setShardingKey");
    }
}
