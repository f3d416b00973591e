package io.nextval.jdbc;

import java.io.InputStream;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/** Scrolling, and the types that no column has: each refuses with 0AX00. */
abstract class UnsupportedResultSet extends UnsupportedUpdates {
    @Override
    public boolean absolute(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.absolute");
    }

    @Override
    public void afterLast() throws SQLException {
        throw Errors.unsupported("ResultSet.afterLast");
    }

    @Override
    public void beforeFirst() throws SQLException {
        throw Errors.unsupported("ResultSet.beforeFirst");
    }

    @Override
    public boolean first() throws SQLException {
        throw Errors.unsupported("ResultSet.first");
    }

    @Override
    public Array getArray(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getArray");
    }

    @Override
    public Array getArray(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getArray");
    }

    @Override
    public InputStream getBinaryStream(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getBinaryStream");
    }

    @Override
    public InputStream getBinaryStream(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getBinaryStream");
    }

    @Override
    public Blob getBlob(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getBlob");
    }

    @Override
    public Blob getBlob(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getBlob");
    }

    @Override
    public byte[] getBytes(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getBytes");
    }

    @Override
    public byte[] getBytes(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getBytes");
    }

    @Override
    public Clob getClob(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getClob");
    }

    @Override
    public Clob getClob(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getClob");
    }

    @Override
    public String getCursorName() throws SQLException {
        throw Errors.unsupported("ResultSet.getCursorName");
    }

    @Override
    public NClob getNClob(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getNClob");
    }

    @Override
    public NClob getNClob(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getNClob");
    }

    @Override
    public Ref getRef(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getRef");
    }

    @Override
    public Ref getRef(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getRef");
    }

    @Override
    public RowId getRowId(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getRowId");
    }

    @Override
    public RowId getRowId(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getRowId");
    }

    @Override
    public SQLXML getSQLXML(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getSQLXML");
    }

    @Override
    public SQLXML getSQLXML(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getSQLXML");
    }

    @Override
    public URL getURL(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getURL");
    }

    @Override
    public URL getURL(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getURL");
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(String label) throws SQLException {
        throw Errors.unsupported("ResultSet.getUnicodeStream");
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.getUnicodeStream");
    }

    @Override
    public boolean last() throws SQLException {
        throw Errors.unsupported("ResultSet.last");
    }

    @Override
    public boolean previous() throws SQLException {
        throw Errors.unsupported("ResultSet.previous");
    }

    @Override
    public boolean relative(int column) throws SQLException {
        throw Errors.unsupported("ResultSet.relative");
    }
}
