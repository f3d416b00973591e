/**
 * The cluster as one node sees it: its data folder and identity, the first formation, the chores
 * that keep groups led and known, and the topology that clients are told.
 */
@NullMarked
package io.nextval.server.cluster;

import org.jspecify.annotations.NullMarked;
