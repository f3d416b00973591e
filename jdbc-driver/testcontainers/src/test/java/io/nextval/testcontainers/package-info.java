/** Tests that start containers; without an engine, or without the image, they are skipped. */
@NullMarked
package io.nextval.testcontainers;

import org.jspecify.annotations.NullMarked;
