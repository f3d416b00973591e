package io.nextval.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads a properties file (UTF-8) with settings. Unknown keys and keys given twice are refused. */
final class ConfigFile {
    private ConfigFile() {}

    /** The settings in {@code file}, each with its text. */
    static Map<Setting, String> read(Path file) {
        Map<String, String> entries = entries(file);
        List<String> known = new ArrayList<>();
        Map<String, Setting> settings = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            if (setting.allowedInFile()) {
                known.add(setting.key());
                settings.put(setting.key(), setting);
            }
        }
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        entries.forEach(
                (key, value) -> {
                    Setting setting = settings.get(key);
                    if (setting == null) {
                        throw refused(
                                "unknown key '"
                                        + key
                                        + "' in "
                                        + file
                                        + Nearest.hint(key, known)
                                        + " (known are "
                                        + String.join(", ", known)
                                        + ")");
                    }
                    values.put(setting, value.strip());
                });
        return values;
    }

    private static Map<String, String> entries(Path file) {
        UniqueProperties properties = new UniqueProperties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new StartupException(
                    StartupException.EXIT_USAGE,
                    "the configuration file " + file + " does not exist",
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartupException(
                    StartupException.EXIT_USAGE,
                    "can not read the configuration file " + file + ": " + e,
                    e);
        }
        if (!properties.twice.isEmpty()) {
            throw refused("the key '" + properties.twice.get(0) + "' stands twice in " + file);
        }
        Map<String, String> entries = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            entries.put(key, properties.getProperty(key));
        }
        return entries;
    }

    private static StartupException refused(String message) {
        return new StartupException(StartupException.EXIT_USAGE, message);
    }

    /** Properties that remember which keys were given more than once. */
    private static final class UniqueProperties extends Properties {
        private static final long serialVersionUID = 1L;

        private final transient List<String> twice = new ArrayList<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                twice.add(key.toString());
            }
            return super.put(key, value);
        }
    }
}
