/** A ledger that every replica replays in the same order. */
@NullMarked
package io.nextval.examples.ledger;

import org.jspecify.annotations.NullMarked;
