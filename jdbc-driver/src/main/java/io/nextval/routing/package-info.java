/**
 * The wrapping driver: {@code jdbc:nextval:postgresql://…} is a connection of the real driver whose
 * statements about listed sequences go to a Nextval cluster instead.
 *
 * <p>The way of a statement: {@link io.nextval.routing.Router} finds out by its tokens what it is
 * (a {@code Route}), and the proxies of connection, statements and results act on that. A statement
 * that does not name a listed sequence reaches the real driver unchanged. {@link
 * io.nextval.routing.Routing} is the way in.
 */
@NullMarked
package io.nextval.routing;

import org.jspecify.annotations.NullMarked;
