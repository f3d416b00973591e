/** What an application with JPA has; found only where a test names this package. */
@NullMarked
package io.nextval.purchases;

import org.jspecify.annotations.NullMarked;
