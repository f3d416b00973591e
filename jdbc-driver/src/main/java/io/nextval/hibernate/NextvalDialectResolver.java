package io.nextval.hibernate;

import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolver;
import org.jspecify.annotations.Nullable;

/** Finds {@link NextvalDialect} for connections to a cluster; itself found by its service file. */
public final class NextvalDialectResolver implements DialectResolver {
    private static final long serialVersionUID = 1L;

    /** Called by the service loader. */
    public NextvalDialectResolver() {}

    @Override
    public @Nullable Dialect resolveDialect(DialectResolutionInfo info) {
        return "Nextval".equals(info.getDatabaseName()) ? new NextvalDialect(info) : null;
    }
}
