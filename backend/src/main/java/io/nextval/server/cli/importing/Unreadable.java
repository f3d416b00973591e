package io.nextval.server.cli.importing;

/**
 * A sequence whose place could not be read.
 *
 * @param reason in words, with what to do if that is known
 */
record Unreadable(String source, String name, String reason) implements Finding {}
