/** Fencing tokens against a stale lock holder. */
@NullMarked
package io.nextval.examples.fencing;

import org.jspecify.annotations.NullMarked;
