/**
 * Who a connection acts for: SCRAM-SHA-256 on the server's side, the rules of the setting {@code
 * auth}, and what is done against those who guess. It knows no sockets and no frames.
 */
@NullMarked
package io.nextval.server.session;

import org.jspecify.annotations.NullMarked;
