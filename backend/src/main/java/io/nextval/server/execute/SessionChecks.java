package io.nextval.server.execute;

import io.nextval.server.config.Nearest;
import io.nextval.sql.SqlException;
import io.nextval.wire.SessionVariable;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SET, RESET and SHOW may name, and the form in which a value is kept. Stateless. */
final class SessionChecks {
    private static final String UNKNOWN_VARIABLE = "42704";
    private static final String NOT_CHANGEABLE = "55P02";
    private static final String BAD_VALUE = "22023";

    private static final List<String> ISOLATION_LEVELS =
            List.of("serializable", "repeatable read", "read committed", "read uncommitted");
    private static final List<String> TRUE = List.of("on", "true", "yes", "1");
    private static final List<String> FALSE = List.of("off", "false", "no", "0");
    private static final Pattern TIME = Pattern.compile("(\\d{1,18})\\s*(us|ms|s|min|h|d)?");
    private static final Map<String, Long> UNIT_MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "min", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MILLIS_MAX = Integer.MAX_VALUE;
    private static final int SHOWN_CHARS_MAX = 100;

    private SessionChecks() {}

    /**
     * The variable with this name.
     *
     * @throws SqlException 42704 if there is none
     */
    static SessionVariable known(String name) throws SqlException {
        SessionVariable variable = SessionVariable.of(name);
        if (variable != null) {
            return variable;
        }
        List<String> names =
                Arrays.stream(SessionVariable.values()).map(SessionVariable::variable).toList();
        throw new SqlException(
                UNKNOWN_VARIABLE,
                "unrecognized configuration parameter \"" + shortened(name) + '"',
                "",
                Nearest.of(name, names)
                        .map(Hints::didYouMean)
                        .orElse("SHOW ALL shows what there is"),
                0);
    }

    /**
     * The variable with this name, which can be set.
     *
     * @throws SqlException 42704 if there is none, 55P02 if it is fixed
     */
    static SessionVariable settable(String name) throws SqlException {
        SessionVariable variable = known(name);
        if (!variable.settable()) {
            throw new SqlException(
                    NOT_CHANGEABLE,
                    "parameter \"" + variable.variable() + "\" cannot be changed",
                    "",
                    "",
                    0);
        }
        return variable;
    }

    /**
     * A value as it is kept and shown; null, for the default, stays null.
     *
     * @throws SqlException 22023 if the variable takes no such value
     */
    static @Nullable String value(SessionVariable variable, @Nullable String value)
            throws SqlException {
        if (value == null) {
            return null;
        }
        return switch (variable.form()) {
            case TEXT, FIXED -> value;
            case BOOLEAN -> flag(variable.variable(), value);
            case ISOLATION -> isolation(variable.variable(), value);
            case MILLIS -> millis(variable.variable(), value);
            case ENCODING -> encoding(variable.variable(), value);
            case ZONE -> zone(variable.variable(), value);
        };
    }

    /** An isolation level; there is only its name, since no statement depends on another. */
    static String isolation(String name, String value) throws SqlException {
        String level = value.trim().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ");
        if (!ISOLATION_LEVELS.contains(level)) {
            throw bad(name, value, "the levels are " + String.join(", ", ISOLATION_LEVELS));
        }
        return level;
    }

    /** {@code on} or {@code off}. */
    static String flag(String name, String value) throws SqlException {
        String said = value.trim().toLowerCase(Locale.ROOT);
        if (TRUE.contains(said)) {
            return "on";
        } else if (FALSE.contains(said)) {
            return "off";
        }
        throw new SqlException(
                BAD_VALUE,
                "parameter \"" + name + "\" requires a Boolean value",
                "The value was \"" + shortened(value) + "\".",
                "write on or off",
                0);
    }

    private static String millis(String name, String value) throws SqlException {
        String hint = "write milliseconds, or a number with one of us, ms, s, min, h, d";
        Matcher said = TIME.matcher(value.trim().toLowerCase(Locale.ROOT));
        if (!said.matches()) {
            throw bad(name, value, hint);
        }
        long number = Long.parseLong(said.group(1));
        String unit = said.group(2) == null ? "ms" : said.group(2);
        // Microseconds are the only unit below a millisecond.
        long factor = UNIT_MILLIS.getOrDefault(unit, 1L);
        long divisor = unit.equals("us") ? MICROS_PER_MILLI : 1;
        if (number / divisor > MILLIS_MAX / factor) {
            throw bad(name, value, "the greatest value is " + MILLIS_MAX + " ms");
        }
        return Long.toString(number / divisor * factor);
    }

    private static String encoding(String name, String value) throws SqlException {
        String said = value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        if (!said.equals("utf8") && !said.equals("unicode")) {
            throw bad(name, value, "all texts are UTF8");
        }
        return "UTF8";
    }

    private static String zone(String name, String value) throws SqlException {
        try {
            return ZoneId.of(value.trim()).getId();
        } catch (DateTimeException e) {
            for (String known : ZoneId.getAvailableZoneIds()) {
                if (known.equalsIgnoreCase(value.trim())) {
                    return known;
                }
            }
            throw bad(name, value, "write a name such as UTC or Europe/Berlin, or +02:00");
        }
    }

    private static SqlException bad(String name, String value, String hint) {
        return new SqlException(
                BAD_VALUE,
                "invalid value for parameter \"" + name + "\": \"" + shortened(value) + '"',
                "",
                hint,
                0);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
    }
}
