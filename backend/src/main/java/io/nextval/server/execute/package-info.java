/**
 * From requests to programs, commands and answers: what stands between the wire and the log. Start
 * at {@link io.nextval.server.execute.Dispatcher}.
 */
@NullMarked
package io.nextval.server.execute;

import org.jspecify.annotations.NullMarked;
