/**
 * Makes {@code jdbc:nextval:…} known to Spring Boot, which takes a driver only for the URLs of its
 * own list. Found by Spring Boot itself through {@code META-INF/spring.factories}; nothing else in
 * the driver uses this package, so that it works without Spring.
 */
@NullMarked
package io.nextval.spring;

import org.jspecify.annotations.NullMarked;
