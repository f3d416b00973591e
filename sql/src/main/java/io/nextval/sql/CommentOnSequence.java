package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/**
 * {@code COMMENT ON SEQUENCE name IS 'comment'}.
 *
 * @param name the sequence to describe
 * @param comment the comment, or null to remove it
 */
public record CommentOnSequence(QualifiedName name, @Nullable String comment)
        implements Statement {}
