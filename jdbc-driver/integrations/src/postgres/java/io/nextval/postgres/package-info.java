/** PostgreSQL servers for tests; the sources are shared by the modules that start one. */
@NullMarked
package io.nextval.postgres;

import org.jspecify.annotations.NullMarked;
