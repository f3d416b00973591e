/** What a node shows of itself. */
@NullMarked
package io.nextval.server.observe;

import org.jspecify.annotations.NullMarked;
