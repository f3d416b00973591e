/** JDBC as applications, pools and tools use it, against a real node. */
@NullMarked
package io.nextval.server.jdbc;

import org.jspecify.annotations.NullMarked;
