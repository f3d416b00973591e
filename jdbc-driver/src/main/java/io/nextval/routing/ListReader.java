package io.nextval.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads {@code orders, shop.*, "Mixed"}: names and schema.name, with commas between them. A name in
 * double quotes is taken as it is, a quote in it written twice; others are folded to lower case.
 */
final class ListReader {
    /** What a name without quotes has not, and where it is found people meant something else. */
    private static final String NEVER_PLAIN = "\"'`[](){}<>;:=?%/\\";

    private final String list;
    private int at;

    ListReader(String list) {
        this.list = list;
    }

    /**
     * The items, each of one part or two.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    List<List<String>> items() {
        List<List<String>> items = new ArrayList<>();
        do {
            int start = at;
            List<String> parts = new ArrayList<>();
            do {
                parts.add(part());
            } while (skip('.'));
            String item = list.substring(start, at).strip();
            if (parts.size() > 2 || parts.contains("")) {
                throw new IllegalArgumentException("'" + item + "' is not a name or schema.name");
            }
            items.add(parts);
        } while (skip(','));
        return items;
    }

    private String part() {
        skipSpaces();
        String part = at < list.length() && list.charAt(at) == '"' ? quoted() : plain();
        skipSpaces();
        if (at < list.length() && list.charAt(at) != ',' && list.charAt(at) != '.') {
            throw new IllegalArgumentException(
                    "'"
                            + part
                            + "' is followed by '"
                            + list.charAt(at)
                            + "'; separate names with commas");
        }
        return part;
    }

    private String plain() {
        int start = at;
        while (at < list.length() && isPlain(list.charAt(at))) {
            at++;
        }
        if (at < list.length() && NEVER_PLAIN.indexOf(list.charAt(at)) >= 0) {
            throw new IllegalArgumentException(
                    "there is a "
                            + list.charAt(at)
                            + " in it; * stands for any characters, and a name that has others than"
                            + " letters, digits and _ is written in double quotes");
        }
        return list.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < list.length()) {
            char c = list.charAt(at++);
            if (c != '"') {
                name.append(c);
            } else if (at < list.length() && list.charAt(at) == '"') {
                name.append('"');
                at++;
            } else {
                return name.toString();
            }
        }
        throw new IllegalArgumentException("the quote before " + name + " is not closed");
    }

    private static boolean isPlain(char c) {
        return c != ',' && c != '.' && !Character.isWhitespace(c) && NEVER_PLAIN.indexOf(c) < 0;
    }

    private void skipSpaces() {
        while (at < list.length() && Character.isWhitespace(list.charAt(at))) {
            at++;
        }
    }

    private boolean skip(char wanted) {
        boolean there = at < list.length() && list.charAt(at) == wanted;
        if (there) {
            at++;
        }
        return there;
    }
}
