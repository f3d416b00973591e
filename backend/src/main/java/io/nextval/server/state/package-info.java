/**
 * The replicated state machine of a group: sequences, tickets and, in the catalog group, nodes and
 * the slot map. {@link io.nextval.server.state.GroupState} is the only way in.
 *
 * <p>Everything here is a pure function of (state, entry): no clock, random, locale, I/O, identity
 * hash or hash-order iteration. Two nodes that applied the same entries have byte-identical
 * snapshots and gave identical answers; texts of answers are part of that.
 */
@NullMarked
package io.nextval.server.state;

import org.jspecify.annotations.NullMarked;
