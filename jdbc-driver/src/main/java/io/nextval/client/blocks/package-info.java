/**
 * CACHE n: blocks of a sequence's values that the driver reserves ahead and hands out by itself.
 *
 * <p>{@link io.nextval.client.blocks.BlockCache} says why it is right. Used by the client only.
 */
@NullMarked
package io.nextval.client.blocks;

import org.jspecify.annotations.NullMarked;
