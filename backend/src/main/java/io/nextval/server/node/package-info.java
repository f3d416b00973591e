/** One node: opens its parts in order and closes them in reverse. */
@NullMarked
package io.nextval.server.node;

import org.jspecify.annotations.NullMarked;
