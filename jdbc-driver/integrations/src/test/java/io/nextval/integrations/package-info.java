/**
 * The wrapping driver in the hands of frameworks, over real databases. Each test does what users of
 * that framework do, and the application's URL is all that is changed.
 */
@NullMarked
package io.nextval.integrations;

import org.jspecify.annotations.NullMarked;
