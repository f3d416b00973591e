/** Tests of what {@code nextval sql} does. */
@NullMarked
package io.nextval.server.cli.console;

import org.jspecify.annotations.NullMarked;
