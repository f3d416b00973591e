package io.nextval.hibernate;

import org.hibernate.dialect.DatabaseVersion;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.sequence.MariaDBSequenceSupport;
import org.hibernate.dialect.sequence.SequenceSupport;
import org.hibernate.engine.jdbc.dialect.spi.DialectResolutionInfo;
import org.hibernate.tool.schema.extract.internal.SequenceInformationExtractorMariaDBDatabaseImpl;
import org.hibernate.tool.schema.extract.spi.SequenceInformationExtractor;

/**
 * Hibernate's dialect for MySQL with the sequences that a wrapping URL gives it, in the words that
 * MariaDB has for them; the wrapping driver takes them out. Without it {@code @SequenceGenerator}
 * is a table on MySQL. To be named by {@code hibernate.dialect}: it is never found by itself, since
 * generators of sequences that the URL does not list would lose their tables.
 */
public final class NextvalMySQLDialect extends MySQLDialect {
    /** Where there is no connection at the start. */
    public NextvalMySQLDialect() {
        super(DatabaseVersion.make(8, 0));
    }

    /** Of a connection's metadata. */
    public NextvalMySQLDialect(DialectResolutionInfo info) {
        super(info);
    }

    @Override
    public SequenceSupport getSequenceSupport() {
        return MariaDBSequenceSupport.INSTANCE;
    }

    @Override
    public String getQuerySequencesString() {
        return "select table_name from information_schema.TABLES"
                + " where table_schema=database() and table_type='SEQUENCE'";
    }

    @Override
    public SequenceInformationExtractor getSequenceInformationExtractor() {
        return SequenceInformationExtractorMariaDBDatabaseImpl.INSTANCE;
    }
}
