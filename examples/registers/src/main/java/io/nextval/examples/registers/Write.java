package io.nextval.examples.registers;

/** A value for a register, as it travels between sites: with its number, and what a clock said. */
record Write(String key, String value, long number, long clockMillis) {}
