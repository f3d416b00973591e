/** One sequence of ids over two databases. */
@NullMarked
package io.nextval.examples.shards;

import org.jspecify.annotations.NullMarked;
