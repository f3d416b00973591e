/** Tests of the wrapping driver with plain JDBC on real databases. */
@NullMarked
package io.nextval.routing.it;

import org.jspecify.annotations.NullMarked;
