/** Selling exactly as many tickets as there are. */
@NullMarked
package io.nextval.examples.tickets;

import org.jspecify.annotations.NullMarked;
