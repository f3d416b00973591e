@NullMarked
package io.nextval.server.tls;

import org.jspecify.annotations.NullMarked;
