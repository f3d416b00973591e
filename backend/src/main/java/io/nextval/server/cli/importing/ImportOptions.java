package io.nextval.server.cli.importing;

/**
 * How sequences are made here.
 *
 * @param margin how many values the source may still give while the import runs, and until its
 *     clients draw here
 * @param cache the CACHE of new sequences; 1 for none, which is the strict kind
 * @param dryRun whether nothing is written
 */
public record ImportOptions(long margin, int cache, boolean dryRun) {}
