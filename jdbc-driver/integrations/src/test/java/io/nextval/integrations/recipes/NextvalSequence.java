package io.nextval.integrations.recipes;

import org.eclipse.persistence.internal.databaseaccess.Accessor;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.sequencing.Sequence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Vector;

import javax.sql.DataSource;

/** Recipe: EclipseLink's ids, each time as many as the allocation size, in one round trip. */
// recipe
final class NextvalSequence extends Sequence {
    private static final String DRAW = "SELECT nextval(?) FROM generate_series(1, ?)";
    private static final long serialVersionUID = 1;

    private final transient DataSource nextval;

    NextvalSequence(String name, int allocationSize, DataSource nextval) {
        super(name, allocationSize);
        this.nextval = nextval;
    }

    @Override
    public Vector<?> getGeneratedVector(
            Accessor application, AbstractSession session, String name, int size) {
        try (Connection connection = nextval.getConnection();
                PreparedStatement draw = connection.prepareStatement(DRAW)) {
            draw.setString(1, name);
            draw.setInt(2, size);
            try (ResultSet rows = draw.executeQuery()) {
                Vector<Long> ids = new Vector<>(size);
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no ids of " + name, e);
        }
    }

    @Override
    public Object getGeneratedValue(Accessor application, AbstractSession session, String name) {
        return getGeneratedVector(application, session, name, 1).get(0);
    }

    @Override
    public boolean shouldAcquireValueAfterInsert() {
        return false;
    }

    @Override
    public boolean shouldUseTransaction() {
        return false;
    }

    @Override
    public void onConnect() {}

    @Override
    public void onDisconnect() {}
}
// end of recipe
