/** From requests to plans, commands and answers: what stands between the wire and the log. */
@NullMarked
package io.nextval.server.execute;

import org.jspecify.annotations.NullMarked;
