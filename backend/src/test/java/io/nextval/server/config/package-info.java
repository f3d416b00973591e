/** Tests of what a node is told before it starts. */
@NullMarked
package io.nextval.server.config;

import org.jspecify.annotations.NullMarked;
