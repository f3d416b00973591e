/**
 * The Raft side of a node, on Apache Ratis: its groups, the proposer that turns waiting requests
 * into log entries, and the state machine that applies them.
 *
 * <p>How to use it: open {@link io.nextval.server.raft.RaftNode}, create or recover groups, and
 * hand {@link io.nextval.server.raft.Proposal}s to a {@link io.nextval.server.raft.GroupMember}.
 *
 * <p>What is dangerous here: a node that believes to lead may be wrong for as long as it likes (a
 * paused process, a cut network). So nothing is ever answered from the memory of a leader; an
 * answer exists only once its entry is committed and applied.
 */
@NullMarked
package io.nextval.server.raft;

import org.jspecify.annotations.NullMarked;
