@NullMarked
package io.nextval.server.transport;

import org.jspecify.annotations.NullMarked;
