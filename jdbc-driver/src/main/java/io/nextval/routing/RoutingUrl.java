package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.Properties;

/**
 * A wrapping URL taken apart: the database's own URL and properties, and those of the cluster.
 *
 * @param clusterUrl the cluster's, for the driver of Nextval
 * @param clusterProperties everything that was {@code nextval.NAME}, by NAME
 */
record RoutingUrl(
        String realUrl,
        Properties realProperties,
        String clusterUrl,
        Properties clusterProperties,
        String schema,
        String sequences) {
    private static final String PREFIX = "jdbc:nextval:";
    private static final String OWN = "nextval.";
    private static final int URL_CHARS_MAX = 16_384;

    /** Whether it is one, with a good address or a bad one. */
    static boolean isOurs(@Nullable String url) {
        if (url == null || !url.startsWith(PREFIX) || url.length() == PREFIX.length()) {
            return false;
        }
        String rest = url.substring(PREFIX.length());
        return !rest.startsWith("//") && !rest.startsWith("mem:") && !rest.startsWith("embedded:");
    }

    /** A URL without anything that may be secret; some vendors have passwords before the host. */
    static String shown(String url) {
        int colon = url.indexOf(':', PREFIX.length());
        return (colon < 0 ? PREFIX : url.substring(0, colon + 1)) + "…";
    }

    /** Of one of our URLs; what the URL says comes before what the Properties say. */
    static RoutingUrl parse(String url, @Nullable Properties info) throws SQLException {
        if (url.length() > URL_CHARS_MAX) {
            throw RoutingErrors.badUrl("it is longer than " + URL_CHARS_MAX + " characters");
        }
        Properties real = new Properties();
        Properties own = new Properties();
        if (info != null) {
            split(info, real, own);
        }
        Properties said = new Properties();
        String realUrl = "jdbc:" + take(url.substring(PREFIX.length()), said);
        own.putAll(said);
        int colon = realUrl.indexOf(':', "jdbc:".length());
        if (colon <= "jdbc:".length()) {
            throw RoutingErrors.badUrl(
                    "behind jdbc:nextval: there must be //, mem:, embedded: or a database's URL");
        }
        if (realUrl.startsWith(PREFIX)) {
            throw RoutingErrors.badUrl("the database's URL is one of Nextval itself");
        }
        String schema = removed(own, "schema", "public");
        String clusterUrl = cluster(removed(own, "cluster", ""));
        String sequences = removed(own, "sequences", "");
        if (sequences.isBlank()) {
            throw RoutingErrors.badUrl(
                    "nextval.sequences is missing: list the names of the sequences that are global;"
                            + " * is all of them");
        }
        if (schema.isBlank()) {
            throw RoutingErrors.badUrl("nextval.schema is empty");
        }
        return new RoutingUrl(realUrl, real, clusterUrl, own, schema, sequences);
    }

    ListedNames listed() throws SQLException {
        try {
            return ListedNames.parse(sequences, schema);
        } catch (IllegalArgumentException e) {
            throw RoutingErrors.badUrl("nextval.sequences: " + e.getMessage());
        }
    }

    /** Without parameters, where a password may be. */
    @Override
    public String toString() {
        int colon = realUrl.indexOf(':', "jdbc:".length());
        return realUrl.substring(0, colon + 1) + "…";
    }

    private static void split(Properties info, Properties real, Properties own) {
        for (Enumeration<?> names = info.propertyNames(); names.hasMoreElements(); ) {
            Object key = names.nextElement();
            Object value = info.get(key);
            if (key instanceof String name) {
                Object text = value == null ? info.getProperty(name) : value;
                boolean ours = name.startsWith(OWN);
                if (text != null) {
                    (ours ? own : real).put(ours ? name.substring(OWN.length()) : name, text);
                }
            }
        }
    }

    /** Takes our parameters out of the text, whichever way the vendor separates them. */
    private static String take(String url, Properties own) throws SQLException {
        StringBuilder rest = new StringBuilder(url);
        int from = 0;
        while (true) {
            int start = rest.indexOf(OWN, from);
            if (start < 0) {
                return rest.toString();
            }
            char separator = start == 0 ? 0 : rest.charAt(start - 1);
            if (separator != '?' && separator != '&' && separator != ';') {
                from = start + OWN.length();
                continue;
            }
            int end = start;
            while (end < rest.length() && rest.charAt(end) != '&' && rest.charAt(end) != ';') {
                end++;
            }
            parameter(rest.substring(start + OWN.length(), end), own);
            boolean another = end < rest.length() && rest.charAt(end) == '&';
            if (separator == '?' && another) {
                rest.delete(start, end + 1);
            } else {
                rest.delete(start - 1, end);
            }
            from = Math.max(0, start - 1);
        }
    }

    private static void parameter(String text, Properties own) throws SQLException {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        Object before;
        try {
            before =
                    own.put(
                            name,
                            URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw RoutingErrors.badUrl(
                    OWN + name + " has a bad percent sign; two hexadecimal digits must follow");
        }
        if (before != null) {
            throw RoutingErrors.badUrl(OWN + name + " is there twice");
        }
    }

    private static String cluster(String address) throws SQLException {
        if (address.isBlank()) {
            throw RoutingErrors.badUrl("nextval.cluster is missing: name the cluster's hosts");
        }
        if (address.indexOf('?') >= 0) {
            throw RoutingErrors.badUrl(
                    "nextval.cluster has a question mark; say properties of the cluster as"
                            + " nextval.NAME=value");
        }
        boolean embedded = address.startsWith("mem:") || address.startsWith("embedded:");
        if (embedded || address.startsWith("//")) {
            return PREFIX + address;
        }
        return PREFIX + "//" + address;
    }

    private static String removed(Properties own, String name, String otherwise) {
        Object value = own.remove(name);
        return value == null ? otherwise : value.toString();
    }
}
