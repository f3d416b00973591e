/** A node inside the JVM of the application that uses it: same code, same wire. */
@NullMarked
package io.nextval.server.embedded;

import org.jspecify.annotations.NullMarked;
