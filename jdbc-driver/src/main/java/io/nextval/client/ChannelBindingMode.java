package io.nextval.client;

/** Whether a login is bound to the TLS connection that it runs over. */
public enum ChannelBindingMode {
    /** If the server can. */
    PREFER,
    /** The server is refused if it can not, and if it asks for no login. */
    REQUIRE,
    /** Never. */
    DISABLE
}
