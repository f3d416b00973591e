package io.nextval.examples.invoices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The table of invoices. An invoice is a draft first, then a number is drawn for it, then it gets
 * the number. So for every number that was drawn and is not in the table there is a draft, and
 * whoever finds both can put them together.
 */
final class InvoiceBook {
    private final Connection nextval;
    private final Connection database;

    InvoiceBook(Connection nextval, Connection database) {
        this.nextval = nextval;
        this.database = database;
    }

    void create() throws SQLException {
        try (Statement here = nextval.createStatement();
                Statement there = database.createStatement()) {
            here.execute("DROP SEQUENCE IF EXISTS invoice_number");
            here.execute("CREATE SEQUENCE invoice_number");
            there.execute("DROP TABLE IF EXISTS invoice");
            there.execute(
                    "CREATE TABLE invoice (draft bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                            + " number bigint UNIQUE, content text NOT NULL)");
        }
    }

    /** Writes an invoice. Each line is durable when the next one begins. */
    void write(String content) throws SQLException {
        long draft = draft(content);
        long number = draw();
        number(draft, number);
    }

    /** Writes an invoice that has no number yet. */
    long draft(String content) throws SQLException {
        String sql = "INSERT INTO invoice (content) VALUES (?) RETURNING draft";
        try (PreparedStatement insert = database.prepareStatement(sql)) {
            insert.setString(1, content);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The next number. It is lost only if this process dies before it reads the answer. */
    long draw() throws SQLException {
        return one(nextval, "SELECT nextval('invoice_number')");
    }

    /** Gives a draft its number, unless it has one: then somebody has repaired it meanwhile. */
    void number(long draft, long number) throws SQLException {
        String sql = "UPDATE invoice SET number = ? WHERE draft = ? AND number IS NULL";
        try (PreparedStatement update = database.prepareStatement(sql)) {
            update.setLong(1, number);
            update.setLong(2, draft);
            update.executeUpdate();
        }
    }

    /** Gives the numbers that are missing to drafts that wait, and new ones to those left over. */
    void repair() throws SQLException {
        Iterator<Long> numbers = missing().iterator();
        for (long draft : all("SELECT draft FROM invoice WHERE number IS NULL ORDER BY draft")) {
            number(draft, numbers.hasNext() ? numbers.next() : draw());
        }
    }

    /** The numbers that were drawn and are not in the table. */
    private List<Long> missing() throws SQLException {
        return all(
                "SELECT n FROM generate_series(1, "
                        + drawn()
                        + ") n EXCEPT SELECT number FROM invoice ORDER BY 1");
    }

    private long drawn() throws SQLException {
        return one(
                nextval,
                "SELECT last_value FROM pg_sequences" + " WHERE sequencename = 'invoice_number'");
    }

    String summary() throws SQLException {
        return "  invoices %d, with a number %d, greatest number drawn %d, missing %s"
                .formatted(
                        one(database, "SELECT count(*) FROM invoice"),
                        one(database, "SELECT count(number) FROM invoice"),
                        drawn(),
                        missing());
    }

    private static long one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<Long> all(String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<Long> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getLong(1));
            }
            return values;
        }
    }
}
