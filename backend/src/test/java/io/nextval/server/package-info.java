/** Tests of the server as a whole. */
@NullMarked
package io.nextval.server;

import org.jspecify.annotations.NullMarked;
