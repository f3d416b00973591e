/** Tests of {@code nextval import} on real databases. */
@NullMarked
package io.nextval.server.cli.importing;

import org.jspecify.annotations.NullMarked;
