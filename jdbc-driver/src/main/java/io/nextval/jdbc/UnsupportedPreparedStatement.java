package io.nextval.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.util.Calendar;

/** The parameter types that no statement of the dialect takes: each refuses with 0AX00. */
abstract class UnsupportedPreparedStatement extends BatchingStatement implements PreparedStatement {
    UnsupportedPreparedStatement(NextvalConnection connection) {
        super(connection);
    }

    @Override
    public void setArray(int index, Array value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setArray");
    }

    @Override
    public void setAsciiStream(int index, InputStream value, int length) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setAsciiStream");
    }

    @Override
    public void setAsciiStream(int index, InputStream value, long length) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setAsciiStream");
    }

    @Override
    public void setAsciiStream(int index, InputStream value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setAsciiStream");
    }

    @Override
    public void setBinaryStream(int index, InputStream value, int length) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setBinaryStream");
    }

    @Override
    public void setBinaryStream(int index, InputStream value, long length) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setBinaryStream");
    }

    @Override
    public void setBinaryStream(int index, InputStream value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setBinaryStream");
    }

    @Override
    public void setBlob(int index, InputStream value, long length) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setBlob");
    }

    @Override
    public void setBlob(int index, InputStream value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setBlob");
    }

    @Override
    public void setBlob(int index, Blob value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setBlob");
    }

    @Override
    public void setBytes(int index, byte[] value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setBytes");
    }

    @Override
    public void setClob(int index, Reader value, long length) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setClob");
    }

    @Override
    public void setClob(int index, Reader value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setClob");
    }

    @Override
    public void setClob(int index, Clob value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setClob");
    }

    @Override
    public void setNClob(int index, Reader value, long length) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setNClob");
    }

    @Override
    public void setNClob(int index, Reader value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setNClob");
    }

    @Override
    public void setNClob(int index, NClob value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setNClob");
    }

    @Override
    public void setRef(int index, Ref value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setRef");
    }

    @Override
    public void setRowId(int index, RowId value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setRowId");
    }

    @Override
    public void setSQLXML(int index, SQLXML value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setSQLXML");
    }

    @Override
    public void setTime(int index, Time value, Calendar calendar) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setTime");
    }

    @Override
    public void setTime(int index, Time value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setTime");
    }

    @Override
    public void setURL(int index, URL value) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setURL");
    }

    @Override
    @Deprecated
    public void setUnicodeStream(int index, InputStream value, int length) throws SQLException {
        throw Errors.unsupported("PreparedStatement.setUnicodeStream");
    }
}
