/** Tests of the command line. */
@NullMarked
package io.nextval.server.cli;

import org.jspecify.annotations.NullMarked;
