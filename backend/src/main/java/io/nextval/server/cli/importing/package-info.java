/**
 * What {@code nextval import} does between two JDBC connections: a {@link
 * io.nextval.server.cli.importing.SourceCatalog} of each vendor says which sequences there are and
 * how far they are, {@link io.nextval.server.cli.importing.TargetCluster} is the cluster, and
 * {@link io.nextval.server.cli.importing.Importer} brings each sequence there as far as it has to
 * be. One thread.
 */
@NullMarked
package io.nextval.server.cli.importing;

import org.jspecify.annotations.NullMarked;
