/** Registers of which the last write wins, without clocks. */
@NullMarked
package io.nextval.examples.registers;

import org.jspecify.annotations.NullMarked;
