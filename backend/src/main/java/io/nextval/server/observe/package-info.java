/** What a node shows of itself over HTTP. */
@NullMarked
package io.nextval.server.observe;

import org.jspecify.annotations.NullMarked;
