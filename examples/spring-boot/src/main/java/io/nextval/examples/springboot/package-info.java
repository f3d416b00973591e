/** Orders over HTTP, whose numbers come from a sequence. */
@NullMarked
package io.nextval.examples.springboot;

import org.jspecify.annotations.NullMarked;
