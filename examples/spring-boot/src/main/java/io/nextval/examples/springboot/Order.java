package io.nextval.examples.springboot;

/** An order, as it is kept and shown. */
record Order(long number, String customer) {}
