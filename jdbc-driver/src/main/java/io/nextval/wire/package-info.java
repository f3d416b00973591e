/**
 * The frames that a Nextval client and server exchange, and the one codec of both sides.
 *
 * <p>{@link io.nextval.wire.FrameCodec#encode} makes the bytes of a frame, {@link
 * io.nextval.wire.FrameCodec#decode} reads them back and throws {@link
 * io.nextval.wire.WireException} for everything that is not exactly one well-formed frame. Nothing
 * here does I/O or keeps state, so everything may be called from any thread. Dangerous when
 * changed: the bytes are a promise to other versions, and
 * src/test/resources/io/nextval/wire/frames.golden holds them.
 */
@NullMarked
package io.nextval.wire;

import org.jspecify.annotations.NullMarked;
