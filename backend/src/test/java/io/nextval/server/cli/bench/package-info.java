/** Tests of the load generator. */
@NullMarked
package io.nextval.server.cli.bench;

import org.jspecify.annotations.NullMarked;
