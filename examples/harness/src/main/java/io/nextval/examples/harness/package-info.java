/** What the tests of the examples share; no example uses it. */
@NullMarked
package io.nextval.examples.harness;

import org.jspecify.annotations.NullMarked;
