package io.nextval.integrations.recipes;

import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.keygen.KeyGenerator;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/** Recipe: MyBatis sets the key property of an INSERT from Nextval. */
// recipe
final class NextvalKeys implements KeyGenerator {
    private final DataSource nextval;
    private final String sequence;
    private final String property;

    NextvalKeys(DataSource nextval, String sequence, String property) {
        this.nextval = nextval;
        this.sequence = sequence;
        this.property = property;
    }

    /** Before the mapper's file is read: this takes the place of the statement's selectKey. */
    void use(Configuration configuration, String insert) {
        configuration.addKeyGenerator(insert + "!selectKey", this);
    }

    @Override
    public void processBefore(
            Executor executor, MappedStatement insert, Statement none, Object entity) {
        try (Connection connection = nextval.getConnection();
                PreparedStatement draw = connection.prepareStatement("SELECT nextval(?)")) {
            draw.setString(1, sequence);
            try (ResultSet row = draw.executeQuery()) {
                row.next();
                insert.getConfiguration().newMetaObject(entity).setValue(property, row.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no id of " + sequence, e);
        }
    }

    @Override
    public void processAfter(
            Executor executor, MappedStatement insert, Statement done, Object entity) {}
}
// end of recipe
