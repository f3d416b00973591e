package io.nextval.jdbc;

import io.nextval.routing.Routing;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.io.Serializable;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;

import javax.sql.CommonDataSource;

/**
 * What the data sources have in common: where to connect to, and one bean property for each {@link
 * DriverProperty}, of the same name. Values are checked when a connection is asked for. It is set
 * up by one thread and may then be used by any. Serialized, it holds the password; its text does
 * not.
 */
abstract class NextvalCommonDataSource implements CommonDataSource, Serializable {
    private static final long serialVersionUID = 1L;

    private final EnumMap<DriverProperty, String> values = new EnumMap<>(DriverProperty.class);
    private String url = "";
    private String serverName = "localhost";
    private int portNumber;
    private String description = "";
    private transient @Nullable PrintWriter logWriter;

    /**
     * The whole URL; what it says comes before all other properties. Empty if not set. With a
     * wrapping URL, {@code user} and {@code password} are the database's, and all other properties
     * are of the connection to the cluster.
     */
    public String getUrl() {
        return url;
    }

    public void setUrl(@Nullable String url) {
        this.url = url == null ? "" : url;
    }

    /** Hosts, separated by commas, each with a port or without; used if there is no URL. */
    public String getServerName() {
        return serverName;
    }

    public void setServerName(@Nullable String serverName) {
        this.serverName = serverName == null ? "localhost" : serverName;
    }

    /** The port of the hosts that have none of their own; 0 for the usual one. */
    public int getPortNumber() {
        return portNumber;
    }

    public void setPortNumber(int portNumber) {
        this.portNumber = portNumber;
    }

    /** A text for people. */
    public String getDescription() {
        return description;
    }

    public void setDescription(@Nullable String description) {
        this.description = description == null ? "" : description;
    }

    /** See {@link DriverProperty#USER}. */
    public String getUser() {
        return text(DriverProperty.USER);
    }

    public void setUser(@Nullable String value) {
        put(DriverProperty.USER, value);
    }

    /** See {@link DriverProperty#PASSWORD}; there is no getter. */
    public void setPassword(@Nullable String value) {
        put(DriverProperty.PASSWORD, value);
    }

    /** See {@link DriverProperty#CURRENT_SCHEMA}. */
    public String getCurrentSchema() {
        return text(DriverProperty.CURRENT_SCHEMA);
    }

    public void setCurrentSchema(@Nullable String value) {
        put(DriverProperty.CURRENT_SCHEMA, value);
    }

    /** See {@link DriverProperty#APPLICATION_NAME}. */
    public String getApplicationName() {
        return text(DriverProperty.APPLICATION_NAME);
    }

    public void setApplicationName(@Nullable String value) {
        put(DriverProperty.APPLICATION_NAME, value);
    }

    /** See {@link DriverProperty#CONNECT_TIMEOUT}. */
    public int getConnectTimeout() {
        return Integer.parseInt(text(DriverProperty.CONNECT_TIMEOUT));
    }

    public void setConnectTimeout(int value) {
        put(DriverProperty.CONNECT_TIMEOUT, Integer.toString(value));
    }

    /** See {@link DriverProperty#SOCKET_TIMEOUT}. */
    public int getSocketTimeout() {
        return Integer.parseInt(text(DriverProperty.SOCKET_TIMEOUT));
    }

    public void setSocketTimeout(int value) {
        put(DriverProperty.SOCKET_TIMEOUT, Integer.toString(value));
    }

    /** See {@link DriverProperty#RETRY_TIMEOUT}. */
    public int getRetryTimeout() {
        return Integer.parseInt(text(DriverProperty.RETRY_TIMEOUT));
    }

    public void setRetryTimeout(int value) {
        put(DriverProperty.RETRY_TIMEOUT, Integer.toString(value));
    }

    /** See {@link DriverProperty#ANSWER_TIMEOUT}. */
    public int getAnswerTimeout() {
        return Integer.parseInt(text(DriverProperty.ANSWER_TIMEOUT));
    }

    public void setAnswerTimeout(int value) {
        put(DriverProperty.ANSWER_TIMEOUT, Integer.toString(value));
    }

    /** See {@link DriverProperty#TCP_KEEP_ALIVE}. */
    public boolean isTcpKeepAlive() {
        return Boolean.parseBoolean(text(DriverProperty.TCP_KEEP_ALIVE));
    }

    public void setTcpKeepAlive(boolean value) {
        put(DriverProperty.TCP_KEEP_ALIVE, Boolean.toString(value));
    }

    /** See {@link DriverProperty#TLS}. */
    public String getTls() {
        return text(DriverProperty.TLS);
    }

    public void setTls(@Nullable String value) {
        put(DriverProperty.TLS, value);
    }

    /** See {@link DriverProperty#TLS_ROOT_CERT}. */
    public String getTlsRootCert() {
        return text(DriverProperty.TLS_ROOT_CERT);
    }

    public void setTlsRootCert(@Nullable String value) {
        put(DriverProperty.TLS_ROOT_CERT, value);
    }

    /** See {@link DriverProperty#TLS_CERT}. */
    public String getTlsCert() {
        return text(DriverProperty.TLS_CERT);
    }

    public void setTlsCert(@Nullable String value) {
        put(DriverProperty.TLS_CERT, value);
    }

    /** See {@link DriverProperty#TLS_KEY}. */
    public String getTlsKey() {
        return text(DriverProperty.TLS_KEY);
    }

    public void setTlsKey(@Nullable String value) {
        put(DriverProperty.TLS_KEY, value);
    }

    /** See {@link DriverProperty#CHANNEL_BINDING}. */
    public String getChannelBinding() {
        return text(DriverProperty.CHANNEL_BINDING);
    }

    public void setChannelBinding(@Nullable String value) {
        put(DriverProperty.CHANNEL_BINDING, value);
    }

    /** Seconds; see {@link DriverProperty#LOGIN_TIMEOUT}. */
    @Override
    public int getLoginTimeout() throws SQLException {
        return Integer.parseInt(text(DriverProperty.LOGIN_TIMEOUT));
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        put(DriverProperty.LOGIN_TIMEOUT, Integer.toString(seconds));
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return logWriter;
    }

    /** Kept and given back; nothing is written to it. */
    @Override
    public void setLogWriter(@Nullable PrintWriter writer) throws SQLException {
        logWriter = writer;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return Logger.getLogger(NextvalDriver.LOGGER);
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        throw Errors.unsupported("CommonDataSource.createShardingKeyBuilder");
    }

    /** The class and the URL without its parameters, so no password. */
    @Override
    public String toString() {
        String shown = isWrapping() ? Routing.shown(url) : url();
        int question = shown.indexOf('?');
        return getClass().getSimpleName()
                + '['
                + (question < 0 ? shown : shown.substring(0, question))
                + ']';
    }

    /** Whether the URL is a database's, with the wrapping driver before it. */
    final boolean isWrapping() {
        return Routing.isOurs(url);
    }

    /** The properties for the wrapping driver, with this user and password for the database. */
    final Properties wrapping(@Nullable String user, @Nullable String password) {
        Properties properties = new Properties();
        values.forEach(
                (property, value) ->
                        properties.setProperty(
                                property == DriverProperty.USER
                                                || property == DriverProperty.PASSWORD
                                        ? property.key()
                                        : "nextval." + property.key(),
                                value));
        if (user != null) {
            properties.setProperty(DriverProperty.USER.key(), user);
            properties.setProperty(DriverProperty.PASSWORD.key(), password == null ? "" : password);
        }
        return properties;
    }

    /** What the properties say, with this user and password instead if given. */
    final ConnectionUrl target(@Nullable String user, @Nullable String password)
            throws SQLException {
        Properties properties = new Properties();
        for (Map.Entry<DriverProperty, String> value : values.entrySet()) {
            properties.setProperty(value.getKey().key(), value.getValue());
        }
        String text = url();
        if (isWrapping()) {
            throw Errors.badUrl(
                    "the property url is a wrapping one, of a database and a cluster; use"
                            + " NextvalDataSource or a pool for it");
        }
        if (!ConnectionUrl.isOurs(text)) {
            throw Errors.badUrl("the property url is not one of a Nextval server");
        }
        ConnectionUrl parsed = ConnectionUrl.parse(text, properties);
        return user == null ? parsed : parsed.as(user, password == null ? "" : password);
    }

    private String url() {
        if (!url.isEmpty()) {
            return url;
        }
        if (portNumber == 0) {
            return ConnectionUrl.CLUSTER + serverName;
        }
        StringBuilder hosts = new StringBuilder();
        for (String host : serverName.split(",", -1)) {
            boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
            hosts.append(hosts.isEmpty() ? "" : ",").append(host);
            hosts.append(hasPort ? "" : ":" + portNumber);
        }
        return ConnectionUrl.CLUSTER + hosts;
    }

    private String text(DriverProperty property) {
        return property.text(values);
    }

    private void put(DriverProperty property, @Nullable String value) {
        if (value == null) {
            values.remove(property);
        } else {
            values.put(property, value);
        }
    }
}
