package io.nextval.server.frontend;

import io.nextval.server.session.Authenticator;

/**
 * What all connections of a node share.
 *
 * @param tls true if a connection may have TLS, so that nothing is said before its first bytes
 */
record FrontEnd(Authenticator authenticator, Admission admission, LargeFrames large, boolean tls) {}
