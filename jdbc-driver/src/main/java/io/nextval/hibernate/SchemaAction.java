package io.nextval.hibernate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What becomes of sequences when a SessionFactory is built, by what happens to the tables. */
enum SchemaAction {
    NOTHING,
    CREATE,
    VALIDATE;

    /** The settings that say so, the first that is there counts; as Hibernate reads them. */
    private static final List<String> SETTINGS =
            List.of(
                    "jakarta.persistence.schema-generation.database.action",
                    "javax.persistence.schema-generation.database.action",
                    "hibernate.hbm2ddl.auto");

    static SchemaAction of(Map<String, Object> settings) {
        for (String setting : SETTINGS) {
            Object value = settings.get(setting);
            if (value != null && !value.toString().isBlank()) {
                return of(value.toString());
            }
        }
        return NOTHING;
    }

    private static SchemaAction of(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "create", "create-only", "create-drop", "drop-and-create", "update" -> CREATE;
            case "validate" -> VALIDATE;
            default -> NOTHING;
        };
    }
}
