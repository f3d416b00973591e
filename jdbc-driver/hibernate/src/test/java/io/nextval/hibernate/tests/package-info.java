/** {@code io.nextval.hibernate} with a version of Hibernate; which one is the module's choice. */
@NullMarked
package io.nextval.hibernate.tests;

import org.jspecify.annotations.NullMarked;
