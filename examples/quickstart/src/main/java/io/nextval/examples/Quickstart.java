package io.nextval.examples;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

public class Quickstart {
    public static void main(String[] args) throws SQLException {
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE IF NOT EXISTS orders");
            try (ResultSet row = statement.executeQuery("SELECT NEXTVAL('orders')")) {
                row.next();
                System.out.println("order " + row.getLong(1));
            }
        }
    }
}
