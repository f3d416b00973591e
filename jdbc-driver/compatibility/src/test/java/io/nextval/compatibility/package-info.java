/**
 * The packed driver in the hands of others: pools, tools, frameworks, the module path, OSGi and
 * virtual threads. Each test does what users of that library do.
 */
@NullMarked
package io.nextval.compatibility;

import org.jspecify.annotations.NullMarked;
