package io.nextval.wire;

import org.jspecify.annotations.Nullable;

/** One change of a session. */
public record SessionAction(SessionActionKind kind, String name, @Nullable String value) {}
