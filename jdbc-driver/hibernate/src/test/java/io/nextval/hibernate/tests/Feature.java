package io.nextval.hibernate.tests;

import org.junit.jupiter.api.extension.ExtendWith;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test that proves a feature: a row in the documented table of versions and features. */
@ExtendWith(ProvenFeatures.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Feature {
    String value();
}
