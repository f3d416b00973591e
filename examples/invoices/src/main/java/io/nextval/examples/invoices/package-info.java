/** Invoice numbers without gaps. */
@NullMarked
package io.nextval.examples.invoices;

import org.jspecify.annotations.NullMarked;
