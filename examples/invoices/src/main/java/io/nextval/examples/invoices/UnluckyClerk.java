package io.nextval.examples.invoices;

import java.sql.Connection;
import java.sql.DriverManager;

/** A process that writes three invoices, and dies between drawing a number and writing it. */
final class UnluckyClerk {
    static final int EXIT_CODE = 9;

    public static void main(String[] args) throws Exception {
        try (Connection nextval = DriverManager.getConnection(args[0]);
                Connection database = DriverManager.getConnection(args[1])) {
            InvoiceBook book = new InvoiceBook(nextval, database);
            for (int i = 1; i <= 3; i++) {
                book.write("unlucky " + i);
            }
            book.draft("unlucky 4");
            book.draw();
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    private UnluckyClerk() {}
}
