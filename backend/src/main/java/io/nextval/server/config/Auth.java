package io.nextval.server.config;

/** How a client shows who it is. */
public enum Auth {
    /** It does not: the name it gives is taken as it is. */
    TRUST,
    /** By a password, with SCRAM-SHA-256. */
    SCRAM,
    /** By a client certificate, whose common name is the user. */
    CERT
}
