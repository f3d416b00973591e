/** Measurements, each a class {@code XBench} that prints a table. */
@NullMarked
package io.nextval.benchmarks;

import org.jspecify.annotations.NullMarked;
