/**
 * The entries of a group's log: what a {@link io.nextval.server.command.Batch} asks of the
 * replicated state, and the versioned codec that puts it into bytes.
 *
 * <p>What is in a log stays readable: a tag is never given a second meaning, a field is never
 * reordered; a change of either is a new format version.
 */
@NullMarked
package io.nextval.server.command;

import org.jspecify.annotations.NullMarked;
