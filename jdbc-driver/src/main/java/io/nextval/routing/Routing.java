package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** The way into the wrapping driver, for the driver of Nextval. Any thread. */
public final class Routing {
    private static final int ROUTERS_MAX = 64;
    private static final Map<RouterKey, Router> ROUTERS = new ConcurrentHashMap<>();

    private record RouterKey(Vendor vendor, String schema, String sequences) {}

    private Routing() {}

    /** Whether a URL is a wrapping one. */
    public static boolean isOurs(@Nullable String url) {
        return RoutingUrl.isOurs(url);
    }

    /** A wrapping URL as it may be shown: the vendor, and nothing that may be secret. */
    public static String shown(String url) {
        return RoutingUrl.shown(url);
    }

    /**
     * Connects to the database; to the cluster only when a statement needs it.
     *
     * @param nextval opens connections to the cluster
     * @throws SQLException 08001 or 22023 for a URL that can not be read, or the database's error
     */
    public static Connection connect(Driver nextval, String url, @Nullable Properties info)
            throws SQLException {
        RoutingUrl parsed = parse(nextval, url, info);
        Router router = router(parsed);
        Connection real = RealDrivers.connect(parsed);
        return new ConnectionHandler(real, router, new ClusterSession(nextval, parsed)).proxy();
    }

    /** The properties of the database's driver, and ours; never a password. */
    public static DriverPropertyInfo[] propertyInfo(
            Driver nextval, String url, @Nullable Properties info) throws SQLException {
        RoutingUrl parsed = parse(nextval, url, info);
        Driver real = RealDrivers.find(parsed);
        if (real == null) {
            throw RealDrivers.none(parsed);
        }
        List<DriverPropertyInfo> all = new ArrayList<>();
        for (DriverPropertyInfo each :
                real.getPropertyInfo(parsed.realUrl(), parsed.realProperties())) {
            if (isSecret(each.name)) {
                each.value = "";
            }
            all.add(each);
        }
        all.add(own("nextval.cluster", parsed.clusterUrl(), "The cluster's hosts, with commas."));
        all.add(
                own(
                        "nextval.sequences",
                        parsed.sequences(),
                        "Names of the sequences that are global, with commas; * stands for any"
                                + " characters."));
        all.add(own("nextval.schema", parsed.schema(), "The cluster's schema."));
        for (DriverPropertyInfo each : cluster(nextval, parsed)) {
            each.name = "nextval." + each.name;
            all.add(each);
        }
        return all.toArray(DriverPropertyInfo[]::new);
    }

    private static RoutingUrl parse(Driver nextval, String url, @Nullable Properties info)
            throws SQLException {
        RoutingUrl parsed = RoutingUrl.parse(url, info);
        cluster(
                nextval,
                parsed); // a bad address of the cluster is told now, and not at its first use
        return parsed;
    }

    private static DriverPropertyInfo[] cluster(Driver nextval, RoutingUrl parsed)
            throws SQLException {
        return nextval.getPropertyInfo(parsed.clusterUrl(), parsed.clusterProperties());
    }

    private static Router router(RoutingUrl url) throws SQLException {
        Vendor vendor = Vendor.of(url.realUrl());
        RouterKey key = new RouterKey(vendor, url.schema(), url.sequences());
        Router router = ROUTERS.get(key);
        if (router == null) {
            router = new Router(vendor, url.listed());
            if (ROUTERS.size() >= ROUTERS_MAX) {
                ROUTERS.clear();
            }
            ROUTERS.put(key, router);
        }
        return router;
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(java.util.Locale.ROOT);
        return lower.contains("password") || lower.contains("secret");
    }

    private static DriverPropertyInfo own(String name, String value, String doc) {
        DriverPropertyInfo info = new DriverPropertyInfo(name, value);
        info.description = doc;
        info.required = !name.equals("nextval.schema");
        return info;
    }
}
