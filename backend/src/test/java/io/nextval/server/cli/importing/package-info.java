/** Tests of what {@code nextval import} computes; backend/import-tests has those on databases. */
@NullMarked
package io.nextval.server.cli.importing;

import org.jspecify.annotations.NullMarked;
