/** Applications of Spring Boot with the packed driver. */
@NullMarked
package io.nextval.springboot;

import org.jspecify.annotations.NullMarked;
