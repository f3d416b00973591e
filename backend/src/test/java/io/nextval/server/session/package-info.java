/** Logins without sockets. */
@NullMarked
package io.nextval.server.session;

import org.jspecify.annotations.NullMarked;
