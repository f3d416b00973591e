package io.nextval.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/** Statements and what becomes of them, as golden files that a person can read. */
@Timeout(60)
class RoutesTest {
    @ParameterizedTest
    @EnumSource(Vendor.class)
    void everyStatementOfTheGoldenFileGoesWhereTheFileSays(Vendor vendor) throws IOException {
        String file = vendor.name().toLowerCase(Locale.ROOT) + ".golden";
        String golden = read(file);
        ListedNames listed = ListedNames.parse("orders, invoice_*, shop.*, \"Mixed\"", "public");
        Router router = new Router(vendor, listed);
        String found =
                golden.lines()
                        .filter(line -> line.isEmpty() || !line.startsWith("    "))
                        .map(
                                line ->
                                        line.isEmpty() || line.startsWith("#")
                                                ? line
                                                : said(router, line))
                        .collect(Collectors.joining("\n", "", "\n"));
        if (Boolean.getBoolean("golden.print")) {
            System.out.println("==== " + file + "\n" + found);
        }
        assertThat(found).isEqualTo(golden);
    }

    private static String said(Router router, String sql) {
        return sql + "\n    " + outcome(router.route(sql));
    }

    private static String outcome(Route route) {
        if (route instanceof Route.Local local) {
            return "database"
                    + (local.draws() ? ", which draws" : "")
                    + (local.nameParameters().isEmpty()
                            ? ""
                            : ", names in parameters " + local.nameParameters());
        }
        if (route instanceof Route.ToCluster to) {
            return "cluster: " + to.sql();
        }
        if (route instanceof Route.LastDrawn) {
            return "where this connection drew last";
        }
        if (route instanceof Route.SetFromQuery set) {
            return "cluster: setval of " + set.sequence() + " from database: " + set.query();
        }
        if (route instanceof Route.Merged merged) {
            return "both: " + merged.localSql() + " | " + merged.clusterSql();
        }
        if (route instanceof Route.Refused refused) {
            return "0AX00: " + refused.reason() + " is not supported";
        }
        NumberedText text = ((Route.WithNumbers) route).text();
        long slots = text.numbers().stream().mapToInt(NumberedText.Place::slot).distinct().count();
        return "database, "
                + slots
                + (slots == 1 ? " number" : " numbers")
                + (text.oneRow() ? " for one row" : "")
                + ", parameters "
                + text.userPositions()
                + ": "
                + text.prepared();
    }

    private static String read(String name) throws IOException {
        try (InputStream file = RoutesTest.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
