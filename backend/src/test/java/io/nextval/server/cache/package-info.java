/** Sequences with CACHE: what drivers keep, and what the owner's orders do to it. */
@NullMarked
package io.nextval.server.cache;

import org.jspecify.annotations.NullMarked;
